import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

const name = (length: number): string => "n".repeat(length);

/** Issues of dev with one more service, internal and with an account of its own. */
function service(key: string, settings: object = { accountId: "another-account" }): string[] {
  return issuesOf("dev", (_, catalog) => {
    const { title, description, image, port, cpu, memory, concurrency, scale, timeoutSeconds, health } =
      catalog.services.gateway;
    const size = { title, description, image, port, cpu, memory, concurrency, scale, timeoutSeconds, health };
    catalog.services[key] = { ...size, ...settings };
  });
}

/** Issues of dev with more queues, which the gateway pulls. */
function queues(...keys: string[]): string[] {
  return issuesOf("dev", (_, catalog) => {
    catalog.services.gateway.queues = {};
    for (const key of keys) {
      catalog.queues[key] = catalog.queues.jobs;
      catalog.services.gateway.queues[key] = "pull";
    }
  });
}

describe("the name of a bucket", () => {
  const bucket = (key: string): string[] =>
    issuesOf("dev", (_, catalog) => (catalog.buckets[key] = { contents: "cache", expireAfterDays: 1 }));

  test("has 63 characters at most, the project id among them", () => {
    expect(bucket(name(63 - "parley-audio-dev-".length))).toEqual([]);
    const key = name(64 - "parley-audio-dev-".length);
    expect(bucket(key)).toEqual([
      `environments/catalog.ts: buckets.${key}: the bucket name 'parley-audio-dev-${key}' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("the name of a service", () => {
  test("has 49 characters at most, the prefix among them", () => {
    expect(service(name(49 - "parley-".length))).toEqual([]);
    const key = name(51 - "parley-".length);
    expect(service(key)).toEqual([
      `environments/catalog.ts: services.${key}: the Cloud Run service name 'parley-${key}' has 51 characters, more than the 49 that Google takes; shorten it by 2`,
    ]);
  });

  test("that others deploy may differ from ours, but is one that Cloud Run takes", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.services.rest.external = { serviceName: name(49), accountEmail: "rest@other.iam.gserviceaccount.com" };
      }),
    ).toEqual([]);
    expect(
      issuesOf("dev", (spec) => {
        spec.services.rest.external = { serviceName: "Bad Name", accountEmail: "rest@other.iam.gserviceaccount.com" };
      }),
    ).toEqual([
      "environments/dev.ts: services.rest.external.serviceName: must be the name of a Cloud Run service, got 'Bad Name'",
    ]);
  });
});

describe("the account of a service", () => {
  test("has 30 characters at most, derived from the key", () => {
    expect(service(name(30 - "-service".length), {})).toEqual([]);
    const key = name(31 - "-service".length);
    expect(service(key, {})).toEqual([
      `environments/catalog.ts: services.${key}: the account id '${key}-service' has 31 characters, more than the 30 that Google takes; shorten it by 1`,
    ]);
  });

  test("has 6 to 30 characters where it is given", () => {
    expect(service("one", { accountId: name(6) })).toEqual([]);
    expect(service("one", { accountId: name(30) })).toEqual([]);
    expect(service("one", { accountId: name(5) })).toEqual([
      "environments/catalog.ts: services.one.accountId: the account id 'nnnnn' has 5 characters, fewer than the 6 that Google asks for; lengthen it by 1",
    ]);
    expect(service("one", { accountId: name(31) })).toEqual([
      `environments/catalog.ts: services.one.accountId: the account id '${name(31)}' has 31 characters, more than the 30 that Google takes; shorten it by 1`,
    ]);
  });

  test.each(["Account", "1account", "account-", "my_account"])("is not called %s", (accountId) => {
    expect(service("one", { accountId })).toEqual([
      `environments/catalog.ts: services.one.accountId: the account id '${accountId}' must be a-z, 0-9 and '-', starting with a letter`,
    ]);
  });
});

describe("the host of a service", () => {
  test("has a label of 63 characters at most", () => {
    const labelled = (host: string): string[] =>
      issuesOf("dev", (_, catalog) => (catalog.services.media.route.host = host));
    expect(labelled(name(63))).toEqual([]);
    expect(labelled(name(64))).toEqual([
      `environments/catalog.ts: services.media.route.host: the host's label '${name(64)}' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("has 253 characters at most, the domain among them", () => {
    const domain = (length: number): string => {
      const labels = `${name(60)}.${name(60)}.${name(60)}.`;
      return `${labels}${name(length - labels.length - ".com".length)}.com`;
    };
    const withDomain = (length: number): string[] => issuesOf("dev", (spec) => (spec.domain = domain(length)));
    expect(withDomain(253 - "conversation.".length)).toEqual([]);
    expect(withDomain(254 - "conversation.".length)).toEqual([
      `environments/dev.ts: domain: the host 'conversation.${domain(241)}' has 254 characters, more than the 253 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("the name prefix", () => {
  const prefixed = (length: number, what: string): string[] =>
    issuesOf("dev", (spec) => {
      spec.namePrefix = name(length);
      spec.domain = `${name(45)}.com`;
    }).filter((issue) => issue.includes(what));

  test("leaves room for the region in a subnet's name", () => {
    const ofSubnet = (length: number): string[] =>
      issuesOf("dev", (spec) => {
        spec.namePrefix = name(length);
        spec.regions["northamerica-northeast1"] = { subnetRange: "10.40.0.0/20" };
      }).filter((line) => line.includes("subnet name 'n") && line.includes("northamerica"));
    expect(ofSubnet(39)).toEqual([]);
    expect(ofSubnet(40)).toEqual([
      `environments/dev.ts: namePrefix: the subnet name '${name(40)}-northamerica-northeast1' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("leaves room for a site bucket's backend", () => {
    const site = (length: number): string[] =>
      issuesOf("dev", (_, catalog) => {
        catalog.buckets[name(length)] = { contents: "site", paths: ["/files/*"], cacheMode: "CACHE_ALL_STATIC" };
      });
    const backend = (line: string): boolean => line.includes("the backend name");
    expect(site(48).filter(backend)).toEqual([]);
    expect(site(49).filter(backend)).toEqual([
      `environments/catalog.ts: buckets.${name(49)}: the backend name 'parley-${name(49)}-backend' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("leaves room for the backend of a bucket that delivers to signed URLs, and for no other bucket's", () => {
    const records = (settings: object): string[] =>
      issuesOf("dev", (_, catalog) => {
        catalog.buckets[name(49)] = { contents: "records", ...settings };
      }).filter((line) => line.includes("the backend name"));
    expect(records({})).toEqual([]);
    expect(records({ signedDelivery: { paths: ["/files/*"], cacheMode: "FORCE_CACHE_ALL" } })).toEqual([
      `environments/catalog.ts: buckets.${name(49)}: the backend name 'parley-${name(49)}-backend' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("leaves room for the endpoint group of an external service", () => {
    const external = { serviceName: "improv-api", accountEmail: "improv-api@improv-project.iam.gserviceaccount.com" };
    const group = (length: number): string[] =>
      issuesOf("dev", (spec, catalog) => {
        catalog.services[name(length)] = { ...catalog.services["conversation"]!, title: "Another Service" };
        spec.services[name(length)] = { external };
      }).filter((line) => line.includes("the endpoint group's name"));
    expect(group(39)).toEqual([]);
    expect(group(40)).toEqual([
      expect.stringMatching(
        /^environments\/catalog.ts: services.n+: the endpoint group's name 'parley-n+-backend-[0-9a-f]{8}' has 64 characters/,
      ),
    ]);
  });

  test("leaves room for the name of the private services range", () => {
    expect(prefixed(46, "private services")).toEqual([]);
    expect(prefixed(47, "private services")).toEqual([
      `environments/dev.ts: namePrefix: the private services range's name '${name(47)}-private-services' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("leaves room for the name of the longest key ring", () => {
    expect(prefixed(53, "key ring")).toEqual([]);
    expect(prefixed(54, "key ring")).toEqual([
      `environments/dev.ts: namePrefix: the longest key ring name '${name(54)}-bootstrap' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("leaves room for the database's instance and the project id together", () => {
    expect(prefixed(70, "database instance")).toEqual([]);
    expect(prefixed(71, "database instance")).toEqual([
      `environments/dev.ts: namePrefix: the database instance 'parley-audio-dev:${name(71)}-postgres-1' has 99 characters, more than the 98 that Google takes; shorten it by 1`,
    ]);
  });

  test("leaves no room for what the environment does not have", () => {
    const issues = issuesOf("dev", (spec, catalog) => {
      spec.namePrefix = name(71);
      delete spec.cloudSql;
      catalog.databases = {};
      for (const service of Object.values<any>(catalog.services)) delete service.cloudSql;
    });
    expect(issues.filter((issue) => /private services|database|cluster|nodes/.test(issue))).toEqual([]);
  });

  test("leaves room for the host in a certificate's name", () => {
    expect(prefixed(13, "certificate")).toEqual([]);
    expect(prefixed(14, "certificate")[0]).toMatch(
      /^environments\/dev\.ts: namePrefix: the certificate name 'n{14}-n{40}-[0-9a-f]{8}' has 64 characters, more than the 63 that Google takes; shorten it by 1$/,
    );
  });

  test("leaves room for every host, not for the domain alone", () => {
    const host = "m".repeat(30);
    const hosted = (length: number): string[] =>
      issuesOf("dev", (spec, catalog) => {
        spec.namePrefix = name(length);
        spec.domain = "example.com";
        catalog.services.media.route.host = host;
      });
    expect(hosted(13)).toEqual([]);
    expect(hosted(14)).toEqual([
      `environments/dev.ts: namePrefix: the certificate name '${name(14)}-${host}-example-c-2180a6c9' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("leaves room for the part in the load balancer's names", () => {
    expect(prefixed(47, "load balancer")).toEqual([]);
    expect(prefixed(50, "load balancer")).toEqual([
      expect.stringMatching(
        /^environments\/dev\.ts: namePrefix: the load balancer's longest name 'n{50}-[a-z-]+' has \d+ characters, more than the 63 that Google takes; shorten it by \d$/,
      ),
    ]);
  });
});

describe("a reserved key", () => {
  const refused = (field: string, why: string): string[] => [
    `environments/catalog.ts: ${field}: is a reserved name: ${why}; choose another key`,
  ];

  test("is the load balancer's, for a service", () => {
    expect(service("balancer")).toEqual([]);
    expect(service("load-balancer")).toEqual(refused("services.load-balancer", "the load balancer has this id"));
  });

  test("is the cluster's, for a service", () => {
    expect(service("clusters")).toEqual([]);
    expect(service("cluster")).toEqual(refused("services.cluster", "the GPU cluster has this id"));
  });

  const bucket = (key: string): string[] =>
    issuesOf("dev", (_, catalog) => (catalog.buckets[key] = { contents: "cache", expireAfterDays: 1 }));

  test.each([
    ["rotation", "the rotation reminder has this id"],
    ["database", "Database has this id"],
    ["firestore", "Firestore has this id"],
    ["audit-logs", "the audit trail lies in a bucket of this name"],
  ])("is %s, for a bucket, in every environment", (key, why) => {
    expect(bucket(key)).toEqual(refused(`buckets.${key}`, why));
    expect(bucket(`${key}s`)).toEqual([]);
  });

  test("is the one of a construct for services or for buckets, and not for the other", () => {
    expect(bucket("cluster")).toEqual([]);
    expect(bucket("load-balancer")).toEqual([]);
    for (const key of ["rotation", "database", "firestore"]) expect(service(key)).toEqual([]);
  });

  test("is the one of Terraform's state, for a bucket", () => {
    expect(
      issuesOf("dev", (_, catalog) => (catalog.buckets.tfstate = { contents: "cache", expireAfterDays: 1 })),
    ).toEqual(refused("buckets.tfstate", "Terraform's state lies in a bucket of this name"));
  });

  test("is the OAuth client's, for a secret", () => {
    expect(
      issuesOf("dev", (_, catalog) => {
        catalog.secrets["oauth-client-secret"] = { description: "Secret of a client of our own" };
        catalog.services.rest.secrets.OAUTH_CLIENT_SECRET = "oauth-client-secret";
      }),
    ).toEqual(refused("secrets.oauth-client-secret", "it is made where access.oauthClient is 'console'"));
  });

  test("is Secret Manager's, for a queue", () => {
    expect(queues("secret-rotation")).toEqual(
      refused("queues.secret-rotation", "Secret Manager announces rotations on it"),
    );
    expect(queues("secret-rotations")).toEqual([]);
  });

  test("is one that starts with 'goog', for a queue", () => {
    expect(queues("goo")).toEqual([]);
    expect(queues("goog")).toEqual(refused("queues.goog", "Pub/Sub refuses names that start with 'goog'"));
    expect(queues("google-jobs")).toEqual(
      refused("queues.google-jobs", "Pub/Sub refuses names that start with 'goog'"),
    );
    expect(queues("my-google")).toEqual([]);
  });

  test("is the dead-letter topic's of another queue, for a queue", () => {
    expect(queues("jobs-dlq")).toEqual(refused("queues.jobs-dlq", "it is the dead-letter topic of 'jobs'"));
    expect(queues("renders-dlq")).toEqual([]);
    expect(queues("renders", "renders-dlq", "renders-dlq-dlq")).toEqual([
      ...refused("queues.renders-dlq", "it is the dead-letter topic of 'renders'"),
      ...refused("queues.renders-dlq-dlq", "it is the dead-letter topic of 'renders-dlq'"),
    ]);
  });

  test.each(["cloudsqladmin", "postgres", "template0", "template1"])("is %s, for a database", (key) => {
    const database = (chosen: string): string[] =>
      issuesOf("dev", (_, catalog) => {
        catalog.databases = { clone: { owner: "gateway" }, [chosen]: { owner: "media" } };
        catalog.services.media.cloudSql = chosen;
      });
    expect(database(key)).toEqual(refused(`databases.${key}`, "every PostgreSQL instance has a database of this name"));
    expect(database(`my-${key}`)).toEqual([]);
  });

  test("is bootstrap, for an environment, since the pipeline deploys none of the stacks that start so", () => {
    const called = (chosen: string): string[] => issuesOf("dev", (spec) => (spec.name = chosen), chosen);
    expect(called("bootstrap")).toEqual([
      "environments/bootstrap.ts: name: is a reserved name: stacks that start with 'bootstrap-' are never deployed by the pipeline; choose another",
    ]);
    expect(called("bootstraps")).toEqual([]);
  });

  test("is one that holds 'google', for a bucket, the project id among it", () => {
    const why = "Cloud Storage refuses names that start with 'goog' or hold 'google'";
    const bucket = (key: string, project = "parley-audio-dev"): string[] =>
      issuesOf("dev", (spec, catalog) => {
        spec.project.id = project;
        catalog.buckets = { ...catalog.buckets, [key]: { contents: "cache", expireAfterDays: 1 } };
      }).filter((issue) => issue.startsWith(`environments/catalog.ts: buckets.${key}:`));
    expect(bucket("goog")).toEqual([]);
    expect(bucket("my-google")).toEqual(refused("buckets.my-google", why));
    expect(bucket("mine", "googoo")).toEqual(refused("buckets.mine", why));
  });
});

describe("a queue", () => {
  const field = (key: string): string => `environments/catalog.ts: queues.${key}`;

  test("has 3 characters at least", () => {
    expect(queues("tts")).toEqual([]);
    expect(queues("tt")).toEqual([
      `${field("tt")}: the topic name 'tt' has 2 characters, fewer than the 3 that Google asks for; lengthen it by 1`,
    ]);
  });

  test("leaves room for the id of the account that pushes, also where its receiver asks for the messages", () => {
    expect(queues(name(25))).toEqual([]);
    expect(queues(name(26))).toEqual([
      `${field(name(26))}: the push account's id '${name(26)}-push' has 31 characters, more than the 30 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("the URL of a service to which a queue is pushed", () => {
  const worker = (length: number, pathOrPull: string): string[] =>
    issuesOf("dev", (spec, catalog) => {
      spec.project.number = "1".repeat(19);
      const { media } = catalog.services;
      media.queues = {};
      delete media.env.PUBSUB_SUBSCRIPTION_NAME;
      catalog.services[name(length)] = {
        ...media,
        accountId: "worker",
        env: {},
        secrets: {},
        cloudSql: undefined,
        route: undefined,
        pathLatencyP99Milliseconds: {},
        queues: { jobs: pathOrPull },
      };
    });

  test("has 63 characters in its first label at most, the project's number among them", () => {
    const fitting = 63 - "parley-".length - "-".length - 19;
    expect(worker(fitting, "/process-job")).toEqual([]);
    expect(worker(fitting + 1, "/process-job")).toEqual([
      `environments/catalog.ts: services.${name(fitting + 1)}: the first label of its URL 'parley-${name(fitting + 1)}-${"1".repeat(19)}' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("may have any length where nothing is pushed", () => {
    expect(worker(42, "pull")).toEqual([]);
    const issues = issuesOf("dev", (spec) => {
      spec.project.number = "1".repeat(19);
      spec.services.media = {
        external: { serviceName: name(49), accountEmail: "media@other.iam.gserviceaccount.com" },
      };
    });
    expect(issues.filter((issue) => issue.includes("its URL"))).toEqual([]);
  });
});

describe("the name of a database", () => {
  const database = (key: string): string[] =>
    issuesOf("dev", (_, catalog) => {
      catalog.databases = { clone: { owner: "gateway" }, [key]: { owner: "media" } };
      catalog.services.media.cloudSql = key;
    });

  test("has 63 characters at most", () => {
    expect(database(`my-${name(60)}`)).toEqual([]);
    expect(database(`my-${name(61)}`)).toEqual([
      `environments/catalog.ts: databases.my-${name(61)}: the database name 'my_${name(61)}' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("the database's user of a service", () => {
  const project = `p${name(29)}`;
  const user = (accountId: string, database: string | undefined): string[] =>
    issuesOf("dev", (spec, catalog) => {
      spec.project.id = project;
      Object.assign(catalog.services.rest, { accountId, cloudSql: database });
    });

  test("has 63 characters at most, the project id among them", () => {
    expect(user(name(28), "clone")).toEqual([]);
    expect(user(name(29), "clone")).toEqual([
      `environments/catalog.ts: services.rest.accountId: the database user '${name(29)}@${project}.iam' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
    expect(user(name(30), undefined)).toEqual([]);
  });

  test("is mended in the key where the account follows from it", () => {
    const key = name(21);
    const issues = issuesOf("dev", (spec, catalog) => {
      spec.project.id = project;
      const { rest } = catalog.services;
      catalog.services[key] = { ...rest, accountId: undefined, cloudSql: "clone", route: undefined };
    });
    expect(issues).toEqual([
      `environments/catalog.ts: services.${key}: the database user '${key}-service@${project}.iam' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("is mended in the environment's file where others deploy the service", () => {
    const accountEmail = `${name(29)}@${project}.iam.gserviceaccount.com`;
    const issues = issuesOf("dev", (spec, catalog) => {
      spec.services.rest = { external: { serviceName: "rest", accountEmail } };
      catalog.services.rest.cloudSql = "clone";
    });
    expect(issues).toEqual([
      `environments/dev.ts: services.rest.external.accountEmail: the database user '${name(29)}@${project}.iam' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("the name of a replica", () => {
  const replica = (key: string, generation = 1): string[] =>
    issuesOf("dev", (spec) => {
      spec.cloudSql.replicas = { [key]: { region: "us-central1", tier: "db-custom-1-3840", generation } };
    });

  test("has 98 characters at most together with the project id, its generation among them", () => {
    const fitting = 98 - "parley-audio-dev:parley-postgres-".length - "-1".length;
    expect(replica(name(fitting))).toEqual([]);
    expect(replica(name(fitting), 10)).toEqual([
      `environments/dev.ts: cloudSql.replicas.${name(fitting)}: the database replica 'parley-audio-dev:parley-postgres-${name(fitting)}-10' has 99 characters, more than the 98 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("the namespace of a workload", () => {
  test("has 63 characters at most", () => {
    const namespace = (length: number): string[] =>
      issuesOf("dev", (_, catalog) => (catalog.workloads.speech.namespace = name(length)));
    expect(namespace(63)).toEqual([]);
    expect(namespace(64)).toEqual([
      `environments/catalog.ts: workloads.speech.namespace: the namespace '${name(64)}' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("the name of a key of signed URLs", () => {
  test("has 63 characters at most", () => {
    const keys = (...lengths: number[]): string[] =>
      issuesOf("dev", (spec) => (spec.signedUrlKeys = lengths.map((length) => name(length))));
    expect(keys(63, 1)).toEqual([]);
    expect(keys(63, 64)).toEqual([
      `environments/dev.ts: signedUrlKeys: the key's name '${name(64)}' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("a key with the environment's name as a word", () => {
  const why = "holds the name of the environment 'dev', so its plans would not read like the others'; choose another";
  const withKey = (change: (spec: any, catalog: any) => void): string[] => issuesOf("dev", change);

  test("is refused in the environment's file", () => {
    const replica = { region: "us-central1", tier: "db-custom-1-3840", generation: 1 };
    expect(withKey((spec) => (spec.cloudSql.replicas = { "dev-reads": replica, developers: replica }))).toEqual([
      `environments/dev.ts: cloudSql.replicas.dev-reads: ${why} key`,
    ]);
    expect(
      issuesOf("prod", (spec) => (spec.cluster.gpuPools["tts-prod"] = structuredClone(spec.cluster.gpuPools.tts))),
    ).toEqual([
      "environments/prod.ts: cluster.gpuPools.tts-prod: holds the name of the environment 'prod', so its plans would not read like the others'; choose another key",
    ]);
  });

  test.each([
    [
      "databases.dev",
      (_: any, catalog: any) => {
        catalog.databases.dev = { owner: "rest" };
        catalog.services.rest.cloudSql = "dev";
      },
    ],
    [
      "secrets.dev-key",
      (_: any, catalog: any) => {
        catalog.secrets["dev-key"] = { description: "a key" };
        catalog.services.rest.secrets.OTHER = "dev-key";
      },
    ],
    [
      "queues.dev-jobs",
      (_: any, catalog: any) => {
        catalog.queues["dev-jobs"] = catalog.queues.jobs;
        catalog.services.rest.queues = { "dev-jobs": "pull" };
      },
    ],
    ["collections.dev_sessions", (_: any, catalog: any) => (catalog.collections.dev_sessions = {})],
  ])("is refused in catalog.ts: %s", (field, change) => {
    expect(withKey(change)).toEqual([`environments/catalog.ts: ${field}: ${why} key`]);
  });

  test("is refused as a field of an index", () => {
    expect(
      withKey((_, catalog) => {
        catalog.collections.sessions.indexes = [
          [
            { field: "is_dev", order: "ASCENDING" },
            { field: "user_id", order: "ASCENDING" },
          ],
        ];
      }),
    ).toEqual([`environments/catalog.ts: collections.sessions.indexes: 'is_dev' ${why} field`]);
  });

  test("is another environment's business where it is another environment's name", () => {
    expect(withKey((_, catalog) => (catalog.collections.prod_sessions = {}))).toEqual([]);
  });
});
