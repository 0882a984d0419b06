import { describe, expect, test } from "vitest";
import { catalog } from "../reference/catalog";
import { catalogSchema } from "../../contract/catalog-schema";
import { environment, issuesOf } from "../support/environments";

const inCatalog = (change: (catalog: any) => void): string[] =>
  issuesOf("dev", (_, changed) => {
    change(changed);
  });
const line = (message: string): string => `environments/catalog.ts: ${message}`;

const fields = ["services", "buckets", "secrets", "queues", "databases", "collections", "workloads", "github"] as const;

describe("the catalog", () => {
  test("is what is the same in every environment, and nothing else", () => {
    expect(Object.keys(catalogSchema.shape)).toEqual(fields);
    for (const name of ["dev", "staging", "prod"] as const) {
      const { buckets, secrets, queues, databases, collections, workloads, github } = environment(name);
      const { services, ...parsed } = catalogSchema.parse(catalog);
      expect({ buckets, secrets, queues, databases, collections, workloads, github }).toEqual(parsed);
      expect(environment(name).services.map(({ slug }) => slug)).toEqual(Object.keys(services).sort());
    }
  });

  test.each(fields)("says all of its %s, if only that there are none", (field) => {
    const issues = inCatalog((changed) => (changed[field] = undefined));
    expect(issues).toEqual([line(`${field}: is missing; expected ${field === "github" ? "object" : "record"}`)]);
  });

  test.each(["services", "buckets", "secrets", "queues", "databases", "workloads"] as const)(
    "names its %s by keys",
    (field) => {
      const [first] = Object.values(catalog[field]);
      for (const key of ["Two_Words", "two-2", ""]) {
        expect(inCatalog((changed) => (changed[field][key] = first))).toEqual([
          line(
            `${field}.${key}: key '${key}' must be words of a-z and 0-9 joined by '-', each starting with a letter, like 'audio-cache'`,
          ),
        ]);
      }
    },
  );
});

describe("a collection", () => {
  const named = (key: string): string[] => inCatalog((changed) => (changed.collections[key] = {}));

  test.each(["users", "audio_sessions", "auditLog", "_drafts", "users-2", "A1"])("may be called %s", (key) => {
    expect(named(key)).toEqual([]);
  });

  test.each(["__users__", "__users", "2users", "users/sessions", "users.old", "", "."])("is not called '%s'", (key) => {
    expect(named(key)).toEqual([
      line(`collections.${key}: key '${key}' must be a collection id like 'audio_sessions'`),
    ]);
  });

  test("needs no index and no expiry", () => {
    const { collections } = environment("dev", (_, changed) => {
      changed.collections = { users: {} };
    });
    expect(collections).toEqual({ users: { indexes: [] } });
  });
});

describe("a workload", () => {
  test("reads and writes nothing unless it says so", () => {
    const { workloads } = environment("dev", (_, changed) => {
      changed.workloads = { speech: { namespace: "synthesis" } };
    });
    expect(workloads).toEqual({ speech: { namespace: "synthesis", reads: [], writes: [] } });
  });

  test("leaves Kubernetes' own namespaces to it", () => {
    expect(inCatalog((changed) => (changed.workloads.speech.namespace = "kube-system"))).toEqual([
      line("workloads.speech.namespace: must not start with 'kube-', which Kubernetes reserves, got 'kube-system'"),
    ]);
    expect(inCatalog((changed) => (changed.workloads.speech.namespace = "kubes"))).toEqual([]);
  });

  test("says its namespace, which is a key", () => {
    expect(inCatalog((changed) => (changed.workloads.speech = {}))).toEqual([
      line("workloads.speech.namespace: is missing; expected string"),
    ]);
    expect(inCatalog((changed) => (changed.workloads.speech.namespace = "kube_system"))).toEqual([
      line(
        "workloads.speech.namespace: must be words of a-z and 0-9 joined by '-', each starting with a letter, like 'audio-cache', got 'kube_system'",
      ),
    ]);
  });
});

describe("a database", () => {
  test("has an owner, and nothing else", () => {
    expect(inCatalog((changed) => (changed.databases.clone = {}))).toEqual([
      line("databases.clone.owner: is missing; expected string"),
    ]);
    expect(inCatalog((changed) => (changed.databases.clone.password = "hunter2"))).toEqual([
      line("databases.clone.password: unknown key 'password'; known here: owner"),
    ]);
  });
});

describe("the repository on GitHub", () => {
  const github = (settings: object): string[] =>
    inCatalog(
      (changed) =>
        (changed.github = {
          repository: "example/parley",
          repositoryId: "123456789",
          repositoryOwnerId: "1234567",
          ...settings,
        }),
    );

  test.each(["example/parley", "Example-Org/parley.infra_2", "a/b"])("may be %s", (repository) => {
    expect(github({ repository })).toEqual([]);
  });

  test.each([
    "parley",
    "example/",
    "/parley",
    "example/parley/infra",
    "../parley",
    "example/..",
    "https://github.com/example/parley",
    "a b/c",
    "",
  ])("is not '%s'", (repository) => {
    expect(github({ repository })).toEqual([line(`github.repository: must be 'owner/name', got '${repository}'`)]);
  });

  test("is not its address", () => {
    expect(github({ repository: "example/parley.git" })).toEqual([
      line("github.repository: must be 'owner/name', without the '.git' of its address, got 'example/parley.git'"),
    ]);
  });

  test("has an id of digits, as a string, which stays when it is renamed", () => {
    expect(github({ repositoryId: "1" })).toEqual([]);
    for (const repositoryId of ["", "R_kgDOABC", "12 3", "-1"]) {
      expect(github({ repositoryId })).toEqual([
        line(`github.repositoryId: must be the repository's id as a string of digits, got '${repositoryId}'`),
      ]);
    }
    expect(github({ repositoryId: 123456789 })).toEqual([line("github.repositoryId: expected string, got 123456789")]);
    expect(github({ repositoryId: undefined })).toEqual([line("github.repositoryId: is missing; expected string")]);
  });

  test("has an owner with an id of digits, which changes when it is given away", () => {
    expect(github({ repositoryOwnerId: "1" })).toEqual([]);
    for (const repositoryOwnerId of ["", "example", "-1"]) {
      expect(github({ repositoryOwnerId })).toEqual([
        line(
          `github.repositoryOwnerId: must be the id of the repository's owner as a string of digits, got '${repositoryOwnerId}'`,
        ),
      ]);
    }
    expect(github({ repositoryOwnerId: undefined })).toEqual([
      line("github.repositoryOwnerId: is missing; expected string"),
    ]);
  });
});
