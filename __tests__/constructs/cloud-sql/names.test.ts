import { describe, expect, test } from "vitest";
import {
  databaseConnectionName,
  databaseInstanceName,
  databaseReplicaName,
  databaseUser,
} from "../../../constructs/cloud-sql/names";
import { environment } from "../../support/environments";

const dev = environment("dev");

describe("the names of databases", () => {
  test("of a database's instances carry their generation, so that a new one never waits for a deleted one's name", () => {
    expect(databaseInstanceName(dev, { generation: 3 })).toBe("parley-postgres-3");
    expect(databaseConnectionName(dev, { generation: 3 })).toBe("parley-audio-dev:us-central1:parley-postgres-3");
    expect(databaseReplicaName(dev, "reader", { generation: 2 })).toBe("parley-postgres-reader-2");
  });

  test("of a database's user keep the e-mail of an account that is no service account", () => {
    expect(databaseUser("audio@other.iam.gserviceaccount.com")).toBe("audio@other.iam");
    expect(databaseUser("someone@example.com")).toBe("someone@example.com");
    expect(databaseUser("a@b.gserviceaccount.com.example.com")).toBe("a@b.gserviceaccount.com.example.com");
  });
});
