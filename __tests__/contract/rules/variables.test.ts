import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

/** Issues of the media service, which has a database and receives pushes, with these settings. */
const media = (settings: object): string[] =>
  issuesOf("dev", (_, catalog) => {
    for (const [field, value] of Object.entries(settings)) {
      catalog.services.media[field] = { ...catalog.services.media[field], ...value };
    }
  });

const line = (field: string, from: string): string =>
  `environments/catalog.ts: services.${field}: is already set from the service's '${from}'; remove it, or give it another name`;

describe("a variable that an entry sets by a field", () => {
  test.each([
    ["INSTANCE_CONNECTION_NAME", "cloudSql"],
    ["DB_NAME", "cloudSql"],
    ["DB_IAM_USER", "cloudSql"],
    ["PUBSUB_PUSH_AUDIENCE", "queues"],
    ["PUBSUB_PUSH_ACCOUNT", "queues"],
  ])("%s is not set again under env", (name, from) => {
    expect(media({ env: { [name]: "mine" } })).toEqual([line(`media.env.${name}`, from)]);
  });

  test("is not set again from a secret", () => {
    expect(media({ secrets: { DB_NAME: "database-url" } })).toEqual([line("media.secrets.DB_NAME", "cloudSql")]);
  });

  test("is not set again where it is the documents' database", () => {
    const issues = issuesOf("dev", (_, catalog) => (catalog.services.rest.env.FIRESTORE_DATABASE = "(default)"));
    expect(issues).toEqual([line("rest.env.FIRESTORE_DATABASE", "firestore")]);
  });

  test("may be set where the entry does not have the field", () => {
    expect(
      issuesOf("dev", (_, catalog) => {
        catalog.services.rest.env.DB_NAME = "elsewhere";
        catalog.services.rest.env.PUBSUB_PUSH_ACCOUNT = "elsewhere";
      }),
    ).toEqual([]);
  });

  test("is none of the other names that a service chooses", () => {
    expect(media({ env: { DB_POOL_SIZE: "5" } })).toEqual([]);
  });
});
