import { describe, expect, test } from "vitest";
import { keyUsers } from "../../../constructs/kms/key-users";
import { environment } from "../../support/environments";

const prod = environment("prod");

describe("keyUsers", () => {
  test.each([
    ["media", ["cloudStorage"]],
    ["records", ["cloudStorage"]],
    ["database", ["cloudSql", "firestore"]],
    ["queue", ["pubsub"]],
    ["images", ["artifactRegistry"]],
    ["cluster", ["kubernetesEngine", "computeEngine"]],
    ["state", ["cloudStorage"]],
  ] as const)("of %s are exactly the agents of its stores", (data, agents) => {
    expect(keyUsers(prod, data, "us-central1")).toEqual(agents);
  });

  test("of secrets is Secret Manager's agent, in global", () => {
    expect(keyUsers(prod, "secrets", "global")).toEqual(["secretManager"]);
  });

  test("of databases is Cloud SQL's agent alone in a replica's region", () => {
    expect(keyUsers(prod, "database", "europe-west1")).toEqual(["cloudSql"]);
  });

  test("of databases are the agents of those that the environment has", () => {
    expect(keyUsers({ ...prod, cloudSql: undefined }, "database", "us-central1")).toEqual(["firestore"]);
    expect(keyUsers({ ...prod, firestore: undefined }, "database", "us-central1")).toEqual(["cloudSql"]);
  });
});
