import type { Api } from "../collection";
import { ended } from "../router";

/** Private services access. Google answers the ranges of a connection; the peering itself has no document in the consumer's project. */
export const serviceNetworking: Api = {
  service: "servicenetworking",
  endpoints: ["service_networking"],
  base: "v1/",
  collections: [
    {
      path: "services/*/connections/*",
      id: "generated",
      answers: "operation",
      names: ({ network, reservedPeeringRanges = [] }, { world }) =>
        (reservedPeeringRanges as string[]).map((range) =>
          world.canonical(String(network)).replace(/\/networks\/.*/, `/addresses/${range}`),
        ),
    },
  ],
  special: (call, world) => {
    const { method, path, query, body } = call;
    if (method === "GET" && path.endsWith("/connections")) {
      const network = query.get("network");
      return {
        connections: world
          .list("services/servicenetworking.googleapis.com/connections")
          .filter((one) => one.network === network),
      };
    }
    if ((method === "PATCH" || method === "POST") && path.includes("/connections")) {
      const collection = serviceNetworking.collections[0]!;
      const existing = world.entries("servicenetworking").find(([, one]) => one.network === body.network)?.[0];
      const at =
        existing ??
        `services/servicenetworking.googleapis.com/connections/${String(body.network).replaceAll("/", "-")}`;
      const document = { ...body, peering: "servicenetworking-googleapis-com" };
      if (existing === undefined) world.create(collection, at, call, document);
      else world.update(at, call, document);
      return ended(call, collection, at, world, serviceNetworking);
    }
    return undefined;
  },
};
