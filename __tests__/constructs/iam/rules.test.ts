import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { issuesOf } from "../../support/environments";

const accountEmail = "rest@other.iam.gserviceaccount.com";

describe("the account of a service", () => {
  test("is shared with no other service", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.rest.accountId = "media-service"))).toEqual([
      "environments/catalog.ts: services.rest.accountId: 'media-service@parley-audio-dev.iam.gserviceaccount.com' is also the account of 'media'; give each service its own",
    ]);
  });

  test("is shared with no other service, however many there are", () => {
    const issues = issuesOf("dev", (_, catalog) => {
      for (const key of ["audio", "gateway", "media"]) catalog.services[key].accountId = "one-account";
    });
    expect(issues).toEqual(
      ["gateway", "media"].map(
        (key) =>
          `environments/catalog.ts: services.${key}.accountId: 'one-account@parley-audio-dev.iam.gserviceaccount.com' is also the account of 'audio'; give each service its own`,
      ),
    );
  });

  test("is shared with no other service that others deploy", () => {
    const issues = issuesOf("dev", (spec) => {
      spec.services.audio.external = { serviceName: "audio", accountEmail };
      spec.services.gateway.external = { serviceName: "gateway", accountEmail };
    });
    expect(issues).toEqual([
      `environments/dev.ts: services.gateway.external.accountEmail: '${accountEmail}' is also the account of 'audio'; give each service its own`,
    ]);
  });

  test.each(["audio", "rest"])("is none of ours where others deploy %s, before or after ours in order", (key) => {
    const issues = issuesOf("dev", (spec) => {
      spec.services[key].external = {
        serviceName: key,
        accountEmail: "media-service@parley-audio-dev.iam.gserviceaccount.com",
      };
    });
    expect(issues).toEqual([
      `environments/dev.ts: services.${key}.external.accountEmail: 'media-service@parley-audio-dev.iam.gserviceaccount.com' is also the account of 'media'; give each service its own`,
    ]);
  });

  test("may have the id of ours in a project of others", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.services.rest.external = {
          serviceName: "rest",
          accountEmail: "media-service@other.iam.gserviceaccount.com",
        };
      }),
    ).toEqual([]);
  });
});

describe("the account of what is no service", () => {
  const others: [id: string, owner: string][] = [
    ["terraform-plan", "the pipeline's plans"],
    ["terraform-apply", "the pipeline's applies"],
    ["parley-gpu-nodes", "the cluster's nodes"],
    ["jobs-push", "the queue 'jobs', which pushes as it"],
  ];

  test.each(others)("%s is no service's", (id, owner) => {
    expect(issuesOf("prod", (_, catalog) => (catalog.services.rest.accountId = id))).toEqual([
      `environments/catalog.ts: services.rest.accountId: '${id}@parley-audio-prod.iam.gserviceaccount.com' is the account of ${owner}; give the service its own`,
    ]);
  });

  test.each(others)("%s is no external service's either", (id, owner) => {
    const issues = issuesOf("prod", (spec) => {
      const email = `${id}@parley-audio-prod.iam.gserviceaccount.com`;
      spec.services.rest = { external: { serviceName: "rest", accountEmail: email } };
    });
    expect(issues).toEqual([
      `environments/prod.ts: services.rest.external.accountEmail: '${id}@parley-audio-prod.iam.gserviceaccount.com' is the account of ${owner}; give the service its own`,
    ]);
  });

  test.each(others)("%s of a project of others may be", (id) => {
    const issues = issuesOf("prod", (spec) => {
      const email = `${id}@other.iam.gserviceaccount.com`;
      spec.services.rest = { external: { serviceName: "rest", accountEmail: email } };
    });
    expect(issues).toEqual([]);
  });

  test("is a queue's where its receiver asks for the messages, too", () => {
    const issues = issuesOf("dev", (_, catalog) => {
      catalog.services.media.queues = { jobs: "pull" };
      catalog.services.rest.accountId = "jobs-push";
    });
    expect(issues).toEqual([
      "environments/catalog.ts: services.rest.accountId: 'jobs-push@parley-audio-dev.iam.gserviceaccount.com' is the account of the queue 'jobs', which pushes as it; give the service its own",
    ]);
  });

  test("is the nodes' only where there is a cluster", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.rest.accountId = "parley-gpu-nodes"))).toEqual([]);
  });

  test("is told of each service that takes it, and that they share it", () => {
    const issues = issuesOf("dev", (_, catalog) => {
      catalog.services.gateway.accountId = "terraform-plan";
      catalog.services.rest.accountId = "terraform-plan";
    });
    const email = "terraform-plan@parley-audio-dev.iam.gserviceaccount.com";
    expect(issues).toEqual([
      `environments/catalog.ts: services.gateway.accountId: '${email}' is the account of the pipeline's plans; give the service its own`,
      `environments/catalog.ts: services.rest.accountId: '${email}' is the account of the pipeline's plans; give the service its own`,
      `environments/catalog.ts: services.rest.accountId: '${email}' is also the account of 'gateway'; give each service its own`,
    ]);
  });

  test("is nobody else's wherever the contract accepts the accounts, and is refused only where it is", () => {
    const words = fc.constantFrom("parley", "tts", "jobs", "terraform-plan", "terraform-apply");
    const id = fc.tuple(words, fc.constantFrom("", "-push", "-gpu-nodes", "-service")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(id, id, words, words, (one, other, queue, namePrefix) => {
        fc.pre(one.length >= 6 && other.length >= 6);
        const issues = issuesOf("prod", (spec, catalog) => {
          spec.namePrefix = namePrefix;
          catalog.services.gateway.accountId = one;
          catalog.services.rest.accountId = other;
          catalog.queues = { [queue]: catalog.queues.jobs };
          for (const service of Object.values<any>(catalog.services)) {
            service.queues = {};
            service.publishes = [];
            service.env = {};
          }
          catalog.services.media.queues = { [queue]: "pull" };
        });
        const accounts = [
          "terraform-plan",
          "terraform-apply",
          `${namePrefix}-gpu-nodes`,
          `${queue}-push`,
          "audio-service",
          "conversation-generator",
          "media-service",
          "realtime-service",
          one,
          other,
        ];
        const distinct = new Set(accounts).size === accounts.length;
        const about = issues.filter((issue) => /is (also )?the account of/.test(issue));
        expect(about.length === 0).toBe(distinct);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the name of a service that others deploy", () => {
  const named = (key: string, serviceName: string): string[] =>
    issuesOf("dev", (spec) => (spec.services[key].external = { serviceName, accountEmail }));

  test("may be the one that it would have here", () => {
    expect(named("rest", "parley-rest")).toEqual([]);
  });

  test.each(["audio", "rest"])("is none of ours, for %s before or after ours in order", (key) => {
    expect(named(key, "parley-media")).toEqual([
      `environments/dev.ts: services.${key}.external.serviceName: 'parley-media' is also the name of 'media'; give each service its own`,
    ]);
  });

  test("is given to one of them only", () => {
    const issues = issuesOf("dev", (spec) => {
      spec.services.audio.external = { serviceName: "shared", accountEmail: "audio@other.iam.gserviceaccount.com" };
      spec.services.gateway.external = { serviceName: "shared", accountEmail: "gateway@other.iam.gserviceaccount.com" };
    });
    expect(issues).toEqual([
      "environments/dev.ts: services.gateway.external.serviceName: 'shared' is also the name of 'audio'; give each service its own",
    ]);
  });
});
