import { describe, expect, test } from "vitest";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { addressFaults, dataAddresses } from "../support/data-addresses";
import { stackJson } from "../support/stacks";
import { synthesize } from "../support/synth";
import pinned from "./data-addresses.json";

const layers = ["bootstrap", "foundation", "data", "runtime", "operations"];
const idOf = (environment: string, layer: string): string =>
  layer === "bootstrap" ? `bootstrap-${environment}` : `${environment}-${layer}`;
const ids = ["staging", "prod"].flatMap((environment) => layers.map((layer) => idOf(environment, layer)));

describe("what holds data", () => {
  test.each(ids)("in %s keeps its address", (id) => {
    const kept = (pinned as Record<string, string[]>)[id] ?? [];
    expect(addressFaults(id, kept, stackJson(id).json)).toEqual([]);
  });

  test("is pinned in no stack that is not there", () => {
    expect(Object.keys(pinned).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe("a renamed bucket", () => {
  const renamed = (move: boolean): ReturnType<typeof synthesize> =>
    synthesize((scope) => {
      const bucket = new StorageBucket(scope, "UserUploads", { name: "uploads", location: "US" });
      if (move) bucket.moveFromId("google_storage_bucket.Uploads");
    });

  test("is refused with the line that moves it", () => {
    expect(addressFaults("prod-data", ["google_storage_bucket.Uploads"], renamed(false).json)).toEqual([
      'prod-data: google_storage_bucket.Uploads holds data and has no place any more, so the next deploy would destroy it. If it was renamed to google_storage_bucket.UserUploads, say so where it is made: resource.moveFromId("google_storage_bucket.Uploads"); if it is meant to go, remove its line from __tests__/stacks/data-addresses.json',
      "prod-data: google_storage_bucket.UserUploads holds data and is new; add its line to __tests__/stacks/data-addresses.json",
    ]);
  });

  test("passes with that line", () => {
    const { json } = renamed(true);
    expect(json.moved).toEqual([{ from: "google_storage_bucket.Uploads", to: "google_storage_bucket.UserUploads" }]);
    expect(addressFaults("prod-data", ["google_storage_bucket.Uploads"], json)).toEqual([]);
  });

  test("is new where none was before", () => {
    expect(dataAddresses(renamed(false).json)).toEqual(["google_storage_bucket.UserUploads"]);
    expect(addressFaults("prod-data", [], renamed(false).json)).toHaveLength(1);
  });
});
