import { describe, expect, test } from "@jest/globals";
import { servingRegions, signsUploadUrls } from "../../environments/environment";
import { environment } from "../support/environments";

describe("the serving regions", () => {
  test("start with the primary one, the others by name", () => {
    const range = { subnetRange: "10.0.0.0/20" };
    const regions = { "us-west1": range, "us-central1": range, "europe-west1": range };
    expect(servingRegions({ primaryRegion: "us-central1", regions })).toEqual([
      "us-central1",
      "europe-west1",
      "us-west1",
    ]);
  });

  test("do not count a primary one that is not among them", () => {
    const regions = { "us-west1": { subnetRange: "10.0.0.0/20" }, "us-east1": { subnetRange: "10.0.16.0/20" } };
    expect(servingRegions({ primaryRegion: "us-central1", regions })).toEqual(["us-east1", "us-west1"]);
  });
});

describe("signed upload URLs", () => {
  const { buckets } = environment("dev");

  test("are handed out by whoever adds to or writes a bucket for browsers", () => {
    expect(signsUploadUrls({ buckets }, { appends: ["uploads"], writes: [] })).toBe(true);
    expect(signsUploadUrls({ buckets }, { appends: [], writes: ["documents"] })).toBe(true);
  });

  test("are not handed out for any other bucket", () => {
    expect(signsUploadUrls({ buckets }, { appends: ["conversation-history"], writes: ["audio-cache"] })).toBe(false);
    expect(signsUploadUrls({ buckets }, { appends: [], writes: [] })).toBe(false);
  });
});
