import type { Call } from "../call";
import type { Api, Collection } from "../collection";
import type { World } from "../world";

/** Settings of the proxy before one backend service; one without any has the defaults. */
const settings: Collection = {
  path: "projects/*/iap_web/compute/services/*",
  id: "PUT",
  answers: "document",
  name: "number",
};

/** Settings and IAM policies, both of backend services. */
export const iap: Api = {
  service: "iap",
  endpoints: ["iap"],
  base: "v1/",
  collections: [settings],
  special: (call, world) => {
    const [, path, project, backend] =
      /^(projects\/([^/]+)\/iap_web\/compute\/services\/([^/]+)):iapSettings$/.exec(call.path) ?? [];
    if (path === undefined || project === undefined) return undefined;
    world.read(`projects/${project}/global/backendServices/${backend!}`);
    // Identity-Aware Proxy API, updateIapSettings: without a mask all of the settings are replaced.
    if (call.method === "PATCH") setSettings(world, path, call.body as object);
    return {
      ...(world.has(path) ? world.read(path) : {}),
      name: path.replace(/^projects\/[^/]+/, `projects/${world.numberOf(project)}`),
    };
  },
};

/** Sets the settings of the proxy, as `gcloud iap settings set` does. */
export function setSettings(world: World, path: string, body: object): void {
  const call: Call = { method: "PATCH", service: "iap", path, query: new URLSearchParams(), body };
  if (world.has(path)) world.update(path, call, body);
  else world.create(settings, path, call, body);
}
