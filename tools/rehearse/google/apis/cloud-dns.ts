import type { Api, Document } from "../collection";
import type { World } from "../world";
import { GoogleError, alreadyExists, notFound } from "../google-error";

const zoneSource = "Cloud DNS API, managedZones.delete: containerNotEmpty";

/** Zones, and record sets that are changed by batches or one by one. */
export const dns: Api = {
  service: "dns",
  endpoints: ["dns"],
  // Version 6 of the provider takes a part `/dns/` out of its endpoint and adds it to each path (transport/config.go, NewDnsClient); version 7 does not.
  base: "(?:dns/)?v1/",
  endpointEnd: "",
  collections: [
    {
      path: "projects/*/managedZones/*",
      id: { field: "name" },
      answers: "document",
      name: "short",
      fill: (document, { path }) => ({
        id: "1",
        visibility: "public",
        nameServers: ["ns-cloud-a1.googledomains.com."],
        creationTime: "2026-01-01T00:00:00Z",
        ...document,
        _path: path,
      }),
      checkDeletion: (_, { world, path }) => {
        if (world.list(`${path}/rrsets`).length > 0)
          throw new GoogleError(
            400,
            "FAILED_PRECONDITION",
            `The resource named '${path}' is not empty (${zoneSource})`,
            "containerNotEmpty",
          );
      },
    },
    { path: "projects/*/managedZones/*/rrsets/*", id: "generated", answers: "document", name: "short" },
  ],
  special: (call, world) => {
    const { method, path, query, body } = call;
    const [, zone = "", rest = ""] = /^(projects\/[^/]+\/managedZones\/[^/]+)\/(.+)$/.exec(path) ?? [];
    if (zone === "") return undefined;
    const at = (one: Document): string => `${zone}/rrsets/${String(one.name)}|${String(one.type)}`;
    const shown = (one: Document): Document => ({ ...one, kind: "dns#resourceRecordSet", name: one._name });
    const create = (one: Document): void => {
      if (world.has(at(one))) throw alreadyExists(at(one));
      world.create(dns.collections[1]!, at(one), call, { ...one, _name: one.name });
    };
    if (rest === "rrsets" && method === "GET") {
      world.read(zone);
      const all = world.list(`${zone}/rrsets`).map(shown);
      return {
        rrsets: all.filter(
          (one) => (query.get("name") ?? one.name) === one.name && (query.get("type") ?? one.type) === one.type,
        ),
      };
    }
    if (rest === "rrsets" && method === "POST") {
      create(body as Document);
      return body as Document;
    }
    if (rest === "changes" && method === "POST") {
      world.read(zone);
      for (const one of (body.deletions ?? []) as Document[]) {
        if (!world.has(at(one))) throw notFound(at(one));
        world.forget(at(one));
      }
      for (const one of (body.additions ?? []) as Document[]) create(one);
      return { id: "1", status: "done" };
    }
    if (/^changes\//.test(rest)) return { id: "1", status: "done" };
    return undefined;
  },
};

/** Makes a zone that exists before Terraform. */
export function makeZone(world: World, project: string, name: string): void {
  const path = `projects/${project}/managedZones/${name}`;
  const call = { method: "POST", service: "dns", path, query: new URLSearchParams(), body: {} };
  world.create(dns.collections[0]!, path, call, { name });
}
