import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { Environment } from "../../../contract/environment";
import {
  bootstrapKeyRingName,
  encryptionKey,
  keyLocation,
  keyPath,
  keyRingPath,
  keyRingName,
  keysByLocation,
  type DataType,
} from "../../../constructs/kms/names";
import { environment } from "../../support/environments";
import { all, secondRegion, type Change } from "../fixtures";
import { longKey } from "../../contract/arbitraries";

const ownKeys: Change = (spec) => {
  spec.encryption = "customer-managed";
};
const replica =
  (region: string): Change =>
  (spec) => {
    spec.cloudSql!.replicas = { reads: { region, tier: "db-custom-1-3840", generation: 1 } };
  };
const typesAt = (change: Change, location: string): readonly DataType[] | undefined =>
  keysByLocation(environment("dev", all(ownKeys, change))).get(location);

describe("keysByLocation", () => {
  test("gives prod's stores a key each beside their data, and secrets theirs in global", () => {
    expect([...keysByLocation(environment("prod"))]).toEqual([
      ["us-central1", ["media", "records", "database", "queue", "images", "cluster"]],
      ["global", ["secrets"]],
    ]);
  });

  test("is empty where Google's default encryption is used", () => {
    expect(keysByLocation(environment("dev")).size).toBe(0);
  });

  test("has no key of a cluster where there is none", () => {
    expect(typesAt(() => {}, "us-central1")).toEqual(["media", "records", "database", "queue", "images"]);
  });

  test("has a key of databases as long as there is one, of either product", () => {
    const prod = environment("prod");
    const has = (of: Partial<Environment>): boolean | undefined =>
      keysByLocation({ ...prod, ...of })
        .get("us-central1")
        ?.includes("database");
    expect(has({ cloudSql: undefined })).toBe(true);
    expect(has({ firestore: undefined })).toBe(true);
    expect(has({ cloudSql: undefined, firestore: undefined })).toBe(false);
  });

  test("gives a read replica in another region a key of databases there, and nothing else", () => {
    const of = environment("dev", all(ownKeys, secondRegion, replica("europe-west1")));
    expect([...keysByLocation(of)]).toEqual([
      ["us-central1", ["media", "records", "database", "queue", "images"]],
      ["global", ["secrets"]],
      ["europe-west1", ["database"]],
    ]);
  });

  test("leaves the primary region's keys as they are where a replica lies there too", () => {
    const withReplica = keysByLocation(environment("dev", all(ownKeys, replica("us-central1"))));
    expect([...withReplica]).toEqual([...keysByLocation(environment("dev", ownKeys))]);
  });

  test("gives a second region without a replica no key", () => {
    expect(typesAt(secondRegion, "europe-west1")).toBeUndefined();
  });

  test("leaves the state's key to bootstrap", () => {
    for (const types of keysByLocation(environment("prod")).values()) expect(types).not.toContain("state");
  });
});

describe("keyRingPath", () => {
  test("takes the ring's name, or a reference to it", () => {
    expect(keyRingPath({ project: { id: "parley-audio-prod", number: "100000000003" } }, "global", "parley")).toBe(
      "projects/parley-audio-prod/locations/global/keyRings/parley",
    );
    expect(
      keyRingPath({ project: { id: "parley-audio-prod", number: "100000000003" } }, "us-east1", "${ring.name}"),
    ).toBe("projects/parley-audio-prod/locations/us-east1/keyRings/${ring.name}");
  });
});

describe("keyPath", () => {
  const prod = environment("prod");

  test.each([
    ["records", "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/records"],
    ["secrets", "projects/parley-audio-prod/locations/global/keyRings/parley/cryptoKeys/secrets"],
    ["state", "projects/parley-audio-prod/locations/us-central1/keyRings/parley-bootstrap/cryptoKeys/state"],
  ] as const)("of %s is where the data is, in the ring of the stack that makes it", (data, path) => {
    expect(keyPath(prod, data)).toBe(path);
  });

  test("takes a replica's region", () => {
    expect(keyPath(prod, "database", "europe-west1")).toBe(
      "projects/parley-audio-prod/locations/europe-west1/keyRings/parley/cryptoKeys/database",
    );
  });
});

describe("encryptionKey", () => {
  test("is the key's path where an environment has keys of its own", () => {
    const prod = environment("prod");
    expect(encryptionKey(prod, "queue")).toBe(keyPath(prod, "queue"));
    expect(encryptionKey(prod, "database", "europe-west1")).toBe(keyPath(prod, "database", "europe-west1"));
  });

  test("is undefined where Google's default encryption is used", () => {
    const dev = environment("dev");
    expect(encryptionKey(dev, "queue")).toBeUndefined();
    expect(encryptionKey(dev, "database", "europe-west1")).toBeUndefined();
  });

  test("names a key that is made, in every location that has keys", () => {
    const of = environment("dev", all(ownKeys, secondRegion, replica("europe-west1")));
    for (const [location, types] of keysByLocation(of)) {
      for (const type of types) {
        expect(encryptionKey(of, type, location)).toBe(
          `projects/parley-audio-dev/locations/${location}/keyRings/parley/cryptoKeys/${type}`,
        );
      }
    }
  });
});

describe("keyLocation", () => {
  test("is global for secrets alone", () => {
    const types: DataType[] = ["media", "records", "database", "queue", "images", "cluster", "state"];
    expect(new Set(types.map((type) => keyLocation({ primaryRegion: "us-central1" }, type)))).toEqual(
      new Set(["us-central1"]),
    );
    expect(keyLocation({ primaryRegion: "us-central1" }, "secrets")).toBe("global");
  });
});

describe("key ring names", () => {
  test("differ, and are what Cloud KMS takes", () => {
    fc.assert(
      fc.property(longKey, (namePrefix) => {
        const names = [keyRingName({ namePrefix }), bootstrapKeyRingName({ namePrefix })];
        for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9_-]+$/);
        expect(new Set(names).size).toBe(2);
      }),
    );
  });
});
