import { describe, expect, test } from "vitest";
import { servicePermissions } from "../../../constructs/iam/service-permissions";
import type { Service } from "../../../contract/environment";
import google from "../../data/google-iam-names.json";
import { referenceEnvironments } from "../../reference/all";
import { variants } from "../../reference/variants";
import { environment } from "../../support/environments";
import { serviceOf } from "../fixtures";

describe("the permissions of a service", () => {
  const plain: Service = { ...serviceOf(environment("dev"), "audio"), calls: [], firestore: false };
  const documents = [
    "datastore.databases.get",
    "datastore.entities.create",
    "datastore.entities.get",
    "datastore.entities.list",
    "datastore.entities.update",
  ];

  test.each([
    ["nothing for a service that asks for nothing", {}, []],
    ["prediction for Vertex AI", { calls: ["vertex-ai"] }, ["aiplatform.endpoints.predict"]],
    ["no deletion of documents", { firestore: true }, documents],
    ["both for both", { calls: ["vertex-ai"], firestore: true }, ["aiplatform.endpoints.predict", ...documents]],
    ["nothing for calls that have a predefined role", { calls: ["text-to-speech", "speech-to-text"] }, []],
  ] satisfies [string, Partial<Service>, string[]][])("are %s", (_, change, expected) => {
    expect(servicePermissions({ ...plain, ...change })).toEqual(expected);
  });

  test("are names that Google has, in every environment", () => {
    const used = [...referenceEnvironments(), ...variants()].flatMap(({ services }) =>
      services.flatMap(servicePermissions),
    );
    expect(used.length).toBeGreaterThan(0);
    for (const permission of used) expect(google.names).toContain(permission);
  });
});
