import { describe, expect, test } from "vitest";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { compareAddresses, dataAddresses } from "../../tools/update/data-addresses";
import { synthesize } from "../support/synth";

describe("a renamed bucket", () => {
  const renamed = (move: boolean): ReturnType<typeof synthesize> =>
    synthesize((scope) => {
      const bucket = new StorageBucket(scope, "UserUploads", { name: "uploads", location: "US" });
      if (move) bucket.moveFromId("google_storage_bucket.Uploads");
    });
  const both = ["google_storage_bucket.Uploads", "google_storage_bucket.UserUploads"];

  test("is lost, with the line that moves it and the command that lets it go, and stays pinned", () => {
    expect(compareAddresses("prod-data", ["google_storage_bucket.Uploads"], renamed(false).json)).toEqual({
      kept: both,
      lost: [
        {
          id: "prod-data:google_storage_bucket.Uploads",
          message:
            'prod-data: google_storage_bucket.Uploads holds data and has no place any more, so the next deploy would destroy it. If it was renamed to google_storage_bucket.UserUploads, say so where it is made: resource.moveFromId("google_storage_bucket.Uploads"); if it is meant to go: npm run update -- --forget prod-data:google_storage_bucket.Uploads',
        },
      ],
    });
  });

  test("passes with that line, under its new address", () => {
    const { json } = renamed(true);
    expect(json.moved).toEqual([{ from: "google_storage_bucket.Uploads", to: "google_storage_bucket.UserUploads" }]);
    expect(compareAddresses("prod-data", ["google_storage_bucket.Uploads"], json)).toEqual({
      kept: ["google_storage_bucket.UserUploads"],
      lost: [],
    });
  });

  test("is new where none was before", () => {
    expect(dataAddresses(renamed(false).json)).toEqual(["google_storage_bucket.UserUploads"]);
    expect(compareAddresses("prod-data", [], renamed(false).json)).toEqual({
      kept: ["google_storage_bucket.UserUploads"],
      lost: [],
    });
  });
});
