import { describe, expect, test } from "vitest";
import { databaseVariables } from "../../../constructs/cloud-sql/variables";
import type { Environment, Service } from "../../../contract/environment";
import { environment } from "../../support/environments";

const dev = environment("dev");
const media = dev.services.find((service) => service.slug === "media")!;
const values = (change: Partial<Service>, of: Environment = dev): Record<string, string> =>
  Object.fromEntries(
    Object.entries(databaseVariables(of, { ...media, ...change })).map(([name, { value }]) => [name, value]),
  );

describe("databaseVariables", () => {
  test("give a service of the database what its connector asks for", () => {
    expect(values({ cloudSql: "production" })).toEqual({
      INSTANCE_CONNECTION_NAME: "parley-audio-dev:us-central1:parley-postgres-1",
      DB_NAME: "production",
      DB_IAM_USER: "media-service@parley-audio-dev.iam",
    });
  });

  test("follow the instance's generation, the account and PostgreSQL's way to write a name", () => {
    const next = environment("dev", (spec) => (spec.cloudSql!.generation = 2));
    expect(values({ cloudSql: "old-archive", accountId: "worker-account" }, next)).toEqual({
      INSTANCE_CONNECTION_NAME: "parley-audio-dev:us-central1:parley-postgres-2",
      DB_NAME: "old_archive",
      DB_IAM_USER: "worker-account@parley-audio-dev.iam",
    });
  });

  test("are none for a service without the database, and without an instance", () => {
    const none = structuredClone(environment("dev"));
    delete none.cloudSql;
    expect(values({ cloudSql: undefined })).toEqual({});
    expect(values({ cloudSql: "production" }, none)).toEqual({});
  });
});
