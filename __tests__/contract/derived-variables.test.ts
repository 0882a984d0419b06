import { describe, expect, test } from "vitest";
import { derivedVariables, type DerivedVariable } from "../../contract/derived-variables";
import type { Service } from "../../contract/environment";
import { registry } from "../../policies/registry";
import { environment } from "../support/environments";

const dev = environment("dev");
const media = dev.services.find((service) => service.slug === "media")!;
const unused: Partial<Service> = { cloudSql: undefined, firestore: false, queues: {} };
const variables = (change: Partial<Service>): DerivedVariable[] =>
  derivedVariables(dev, { ...media, ...unused, ...change });
const all = variables({ cloudSql: "clone", firestore: true, queues: { jobs: "/process-job" } });

describe("derivedVariables", () => {
  test("are none for a service without database, documents and queues", () => {
    expect(variables({})).toEqual([]);
  });

  test("are those of every product that the service uses, with the field they follow from", () => {
    expect(all.map(({ name, from }) => [name, from])).toEqual([
      ["INSTANCE_CONNECTION_NAME", "cloudSql"],
      ["DB_NAME", "cloudSql"],
      ["DB_IAM_USER", "cloudSql"],
      ["FIRESTORE_DATABASE", "firestore"],
      ["PUBSUB_PUSH_AUDIENCE", "queues"],
      ["PUBSUB_PUSH_ACCOUNT", "queues"],
    ]);
  });

  test("have each a name of their own, which an entry may write", () => {
    const names = all.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
  });

  test("link types that have a row in the registry", () => {
    const linked = all.flatMap(({ link }) => ("to" in link ? [link.to] : []));
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter((type) => !Object.hasOwn(registry, type))).toEqual([]);
  });
});
