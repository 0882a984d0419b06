import type { Api } from "../collection";

const nameOf = (service: string, project: string): object => ({
  name: `projects/${project}/services/${service}`,
  parent: `projects/${project}`,
  state: "ENABLED",
  config: { name: service },
});

/** Enabling takes effect at the operation's end. */
export const serviceUsage: Api = {
  service: "serviceusage",
  endpoints: ["service_usage"],
  base: "v1/",
  alwaysEnabled: true,
  collections: [],
  special: ({ method, path, body }, world) => {
    const [, project = "", service, verb] = /^projects\/([^/]+)\/services(?:\/([^/:]+))?(?::(\w+))?$/.exec(path) ?? [];
    if (project === "") return undefined;
    if (method === "GET" && service === undefined)
      return { services: [...world.enabled].map((one) => nameOf(one, project)) };
    if (method === "GET" && service !== undefined)
      return { ...nameOf(service, project), state: world.enabled.has(service) ? "ENABLED" : "DISABLED" };
    const services = verb === "batchEnable" ? (body.serviceIds as string[]) : [service!];
    const id = world.operations.start(() => {
      for (const one of services)
        if (verb === "disable") world.enabled.delete(one);
        else {
          world.enabled.add(one);
          // Google, "Service agents": the agent of Compute Engine is made when its API is enabled.
          if (one === "compute.googleapis.com")
            world.agents.add(`service-${world.numberOf(project)}@compute-system.iam.gserviceaccount.com`);
        }
      return { services: services.map((one) => nameOf(one, project)) };
    });
    return { name: `operations/${id}`, done: false };
  },
};
