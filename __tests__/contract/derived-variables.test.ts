import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { derivedNames, derivedVariables, type DerivedVariable } from "../../contract/derived-variables";
import type { Environment, Service } from "../../contract/environment";
import { environment } from "../support/environments";
import { key } from "./arbitraries";

const dev = environment("dev");
const media = dev.services.find((service) => service.slug === "media")!;
const variables = (change: Partial<Service>, of: Environment = dev): DerivedVariable[] =>
  derivedVariables(of, { ...media, cloudSql: undefined, firestore: false, queues: {}, ...change });
const values = (change: Partial<Service>, of?: Environment): Record<string, string> =>
  Object.fromEntries(variables(change, of).map(({ name, value }) => [name, value]));

describe("derivedVariables", () => {
  test("are none for a service without database, documents and queues", () => {
    expect(variables({})).toEqual([]);
  });

  test("give a service of the database what its connector asks for", () => {
    expect(variables({ cloudSql: "production" })).toEqual([
      {
        name: "INSTANCE_CONNECTION_NAME",
        value: "parley-audio-dev:us-central1:parley-postgres-1",
        from: "cloudSql",
      },
      { name: "DB_NAME", value: "production", from: "cloudSql" },
      { name: "DB_IAM_USER", value: "media-service@parley-audio-dev.iam", from: "cloudSql" },
    ]);
  });

  test("follow the instance's generation, the account and PostgreSQL's way to write a name", () => {
    const next = environment("dev", (spec) => (spec.cloudSql!.generation = 2));
    expect(values({ cloudSql: "old-archive", accountId: "worker-account" }, next)).toEqual({
      INSTANCE_CONNECTION_NAME: "parley-audio-dev:us-central1:parley-postgres-2",
      DB_NAME: "old_archive",
      DB_IAM_USER: "worker-account@parley-audio-dev.iam",
    });
  });

  test("tell a service of documents the database's name", () => {
    const restored = environment("dev", (spec) => (spec.firestore!.databaseId = "restored"));
    expect(variables({ firestore: true })).toEqual([
      { name: "FIRESTORE_DATABASE", value: "(default)", from: "firestore" },
    ]);
    expect(values({ firestore: true }, restored)).toEqual({ FIRESTORE_DATABASE: "restored" });
  });

  test("leave out a Firestore that the environment does not have", () => {
    const none = environment("dev");
    delete none.firestore;
    expect(variables({ firestore: true }, none)).toEqual([]);
  });

  test("tell a receiver of pushes which audience and account a token must have", () => {
    expect(variables({ queues: { jobs: "/process-job" } })).toEqual([
      {
        name: "PUBSUB_PUSH_AUDIENCE",
        value: "https://parley-media-100000000001.us-central1.run.app",
        from: "queues",
      },
      { name: "PUBSUB_PUSH_ACCOUNT", value: "jobs-push@parley-audio-dev.iam.gserviceaccount.com", from: "queues" },
    ]);
  });

  test("are none for a queue that the service pulls", () => {
    expect(variables({ queues: { jobs: "pull" } })).toEqual([]);
    expect(values({ queues: { jobs: "pull", alarms: "/alarm" } }).PUBSUB_PUSH_ACCOUNT).toBe(
      "alarms-push@parley-audio-dev.iam.gserviceaccount.com",
    );
  });

  test("name every pushing account once, whatever the order of the queues", () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 5 }), (queues) => {
        const receiving = (order: readonly string[]): Record<string, string> =>
          values({ queues: Object.fromEntries(order.map((queue) => [queue, `/${queue}`])) });
        const accounts = receiving(queues).PUBSUB_PUSH_ACCOUNT!.split(",");
        expect(accounts).toEqual(
          [...queues].sort().map((queue) => `${queue}-push@parley-audio-dev.iam.gserviceaccount.com`),
        );
        expect(receiving([...queues].reverse())).toEqual(receiving(queues));
      }),
    );
  });

  test("have each a name of their own, which an entry may write", () => {
    const names = Object.keys(values({ cloudSql: "clone", firestore: true, queues: { jobs: "/process-job" } }));
    expect([...names].sort()).toEqual(Object.values(derivedNames).sort());
    expect(names.filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
  });
});
