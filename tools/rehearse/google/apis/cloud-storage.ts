import type { Api } from "../collection";
import { GoogleError, precondition } from "../google-error";

/** Buckets, their policies, and as many objects as tell an empty bucket from one that is not. */
export const storage: Api = {
  service: "storage",
  endpoints: ["storage"],
  base: "storage/v1/",
  collections: [
    {
      path: "b/*",
      id: { field: "name" },
      answers: "document",
      name: "short",
      names: ({ encryption, logging }) => [
        ...(encryption?.defaultKmsKeyName ? [String(encryption.defaultKmsKeyName)] : []),
        ...(logging?.logBucket ? [`b/${String(logging.logBucket)}`] : []),
      ],
      fill: (document, { call, path, world, before }) => {
        const project = String(before?._project ?? call.query.get("project") ?? "");
        return {
          kind: "storage#bucket",
          storageClass: "STANDARD",
          projectNumber: world.numberOf(project),
          timeCreated: "2026-01-01T00:00:00.000Z",
          updated: "2026-01-01T00:00:00.000Z",
          metageneration: "1",
          locationType: "region",
          softDeletePolicy: { retentionDurationSeconds: "604800", effectiveTime: "2026-01-01T00:00:00.000Z" },
          ...document,
          location: String(document.location ?? "US").toUpperCase(),
          id: path.split("/").at(-1),
          selfLink: `https://www.googleapis.com/storage/v1/${path}`,
          _project: project,
          _objects: before?._objects ?? 0,
        };
      },
      // Google, "IAM roles for Cloud Storage", section "Basic roles"; exported policies of new buckets show the same.
      firstGrants: ({ call }) => {
        const of = (team: string): string => `project${team}:${call.query.get("project")}`;
        const granted = {
          legacyBucketOwner: [of("Editor"), of("Owner")],
          legacyBucketReader: [of("Viewer")],
          legacyObjectOwner: [of("Editor"), of("Owner")],
          legacyObjectReader: [of("Viewer")],
        };
        return Object.entries(granted).map(([role, members]) => ({ role: `roles/storage.${role}`, members }));
      },
      check: ({ encryption, _project }, { world }) => {
        if (!encryption?.defaultKmsKeyName) return;
        const agent = `service-${world.numberOf(String(_project))}@gs-project-accounts.iam.gserviceaccount.com`;
        world.requireKeyGrant(String(encryption.defaultKmsKeyName), agent, "Cloud Storage's service account");
      },
      checkDeletion: ({ _objects }) => {
        if (Number(_objects) > 0)
          throw new GoogleError(409, "ABORTED", "The bucket you tried to delete is not empty.", "conflict");
      },
    },
  ],
  special: (call, world) => {
    const { method, path, body, query } = call;
    const [, bucket = "", rest = ""] = /^(b\/[^/]+)(?:\/(.*))?$/.exec(path) ?? [];
    if (rest === "iam") {
      world.read(bucket);
      if (method === "GET") return world.policies.of(bucket);
      return world.policies.set(bucket, body, world);
    }
    if (rest === "o" && method === "GET") {
      const count = Number(world.read(bucket)._objects);
      return {
        kind: "storage#objects",
        items: Array.from({ length: count }, (_, index) => ({ name: `object-${index}`, generation: "1" })),
      };
    }
    if (rest.startsWith("o/") && method === "DELETE") {
      world.read(bucket)._objects--;
      return {};
    }
    if (rest === "lockRetentionPolicy") {
      const document = world.read(bucket);
      if (document.retentionPolicy === undefined) throw precondition("no retention policy");
      return world.update(bucket, call, {
        ...document,
        retentionPolicy: { ...document.retentionPolicy, isLocked: true },
      });
    }
    if (rest.startsWith("anywhereCaches") && method === "GET") return { items: [] };
    if (path === "b" && method === "POST" && query.get("project") === null) throw precondition("project is missing");
    return undefined;
  },
};
