import { describe, expect, test } from "@jest/globals";
import { faultsOf } from "../../support/environments";

const name = (length: number): string => "n".repeat(length);

/** Faults of dev with one more service, internal and with an account of its own. */
function service(key: string, settings: object = { accountId: "another-account" }): string[] {
  return faultsOf("dev", (_, platform) => {
    const { title, description, image, port, cpu, memory, concurrency, scale, timeoutSeconds, health } =
      platform.services.gateway;
    const size = { title, description, image, port, cpu, memory, concurrency, scale, timeoutSeconds, health };
    platform.services[key] = { ...size, ...settings };
  });
}

describe("the name of a bucket", () => {
  const bucket = (key: string): string[] =>
    faultsOf("dev", (_, platform) => (platform.buckets[key] = { contents: "cache", expireAfterDays: 1 }));

  test("has 63 characters at most, the project id among them", () => {
    expect(bucket(name(63 - "parley-audio-dev-".length))).toEqual([]);
    const key = name(64 - "parley-audio-dev-".length);
    expect(bucket(key)).toEqual([
      `environments/platform.ts: buckets.${key}: the bucket name 'parley-audio-dev-${key}' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("the name of a service", () => {
  test("has 49 characters at most, the prefix among them", () => {
    expect(service(name(49 - "parley-".length))).toEqual([]);
    const key = name(51 - "parley-".length);
    expect(service(key)).toEqual([
      `environments/platform.ts: services.${key}: the Cloud Run service name 'parley-${key}' has 51 characters, more than the 49 that Google takes; shorten it by 2`,
    ]);
  });

  test("that others deploy may differ from ours, but is one that Cloud Run takes", () => {
    expect(
      faultsOf("dev", (spec) => {
        spec.services.rest.external = { serviceName: name(49), accountEmail: "rest@other.iam.gserviceaccount.com" };
      }),
    ).toEqual([]);
    expect(
      faultsOf("dev", (spec) => {
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
      `environments/platform.ts: services.${key}: the account id '${key}-service' has 31 characters, more than the 30 that Google takes; shorten it by 1`,
    ]);
  });

  test("has 6 to 30 characters where it is given", () => {
    expect(service("one", { accountId: name(6) })).toEqual([]);
    expect(service("one", { accountId: name(30) })).toEqual([]);
    expect(service("one", { accountId: name(5) })).toEqual([
      "environments/platform.ts: services.one.accountId: the account id 'nnnnn' has 5 characters, fewer than the 6 that Google asks for; lengthen it by 1",
    ]);
    expect(service("one", { accountId: name(31) })).toEqual([
      `environments/platform.ts: services.one.accountId: the account id '${name(31)}' has 31 characters, more than the 30 that Google takes; shorten it by 1`,
    ]);
  });

  test.each(["Account", "1account", "account-", "my_account"])("is not called %s", (accountId) => {
    expect(service("one", { accountId })).toEqual([
      `environments/platform.ts: services.one.accountId: the account id '${accountId}' must be a-z, 0-9 and '-', starting with a letter`,
    ]);
  });
});

describe("the host of a service", () => {
  test("has a label of 63 characters at most", () => {
    const labelled = (host: string): string[] =>
      faultsOf("dev", (_, platform) => (platform.services.media.route.host = host));
    expect(labelled(name(63))).toEqual([]);
    expect(labelled(name(64))).toEqual([
      `environments/platform.ts: services.media.route.host: the host's label '${name(64)}' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
  });

  test("has 253 characters at most, the domain among them", () => {
    const domain = (length: number): string => {
      const labels = `${name(60)}.${name(60)}.${name(60)}.`;
      return `${labels}${name(length - labels.length - ".com".length)}.com`;
    };
    const withDomain = (length: number): string[] => faultsOf("dev", (spec) => (spec.domain = domain(length)));
    expect(withDomain(253 - "conversation.".length)).toEqual([]);
    expect(withDomain(254 - "conversation.".length)).toEqual([
      `environments/dev.ts: domain: the host 'conversation.${domain(241)}' has 254 characters, more than the 253 that Google takes; shorten it by 1`,
    ]);
  });
});

describe("the name prefix", () => {
  const prefixed = (length: number, what: string): string[] =>
    faultsOf("dev", (spec) => {
      spec.namePrefix = name(length);
      spec.domain = `${name(45)}.com`;
    }).filter((fault) => fault.includes(what));

  test("leaves room for the region in a subnet's name", () => {
    const ofSubnet = (length: number): string[] =>
      faultsOf("dev", (spec) => {
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
      faultsOf("dev", (_, platform) => (platform.buckets[name(length)] = { contents: "site", paths: ["/files/*"] }));
    const backend = (line: string): boolean => line.includes("the backend name");
    expect(site(46).filter(backend)).toEqual([]);
    expect(site(49).filter(backend)).toEqual([
      `environments/platform.ts: buckets.${name(49)}: the backend name 'parley-${name(49)}-backend' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
    ]);
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
      faultsOf("dev", (spec, platform) => {
        spec.namePrefix = name(length);
        spec.domain = "example.com";
        platform.services.media.route.host = host;
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
    `environments/platform.ts: ${field}: is a reserved name: ${why}; choose another key`,
  ];

  test("is the load balancer's, for a service", () => {
    expect(service("balancer")).toEqual([]);
    expect(service("load-balancer")).toEqual(refused("services.load-balancer", "the load balancer has this id"));
  });

  test("is the rotation reminder's, for a bucket", () => {
    expect(
      faultsOf("dev", (_, platform) => (platform.buckets.rotation = { contents: "cache", expireAfterDays: 1 })),
    ).toEqual(refused("buckets.rotation", "the rotation reminder has this id"));
  });

  test("is the one of Terraform's state, for a bucket", () => {
    expect(
      faultsOf("dev", (_, platform) => (platform.buckets.tfstate = { contents: "cache", expireAfterDays: 1 })),
    ).toEqual(refused("buckets.tfstate", "Terraform's state lies in a bucket of this name"));
  });

  test("is the OAuth client's, for a secret", () => {
    expect(
      faultsOf("dev", (_, platform) => {
        platform.secrets["oauth-client-secret"] = { description: "Secret of a client of our own" };
        platform.services.rest.secrets.OAUTH_CLIENT_SECRET = "oauth-client-secret";
      }),
    ).toEqual(refused("secrets.oauth-client-secret", "it is made where access.oauthClient is 'console'"));
  });

  test("is Secret Manager's, for a topic", () => {
    expect(faultsOf("dev", (_, platform) => (platform.topics["secret-rotation"] = { owner: "media" }))).toEqual(
      refused("topics.secret-rotation", "Secret Manager announces rotations on it"),
    );
  });

  test("is one that starts with 'goog', for a topic", () => {
    const topic = (key: string): string[] =>
      faultsOf("dev", (_, platform) => (platform.topics[key] = { owner: "media" }));
    expect(topic("goo")).toEqual([]);
    expect(topic("goog")).toEqual(refused("topics.goog", "Pub/Sub refuses names that start with 'goog'"));
  });

  test("is one that holds 'google', for a bucket, the project id among it", () => {
    const why = "Cloud Storage refuses names that start with 'goog' or hold 'google'";
    const bucket = (key: string, project = "parley-audio-dev"): string[] =>
      faultsOf("dev", (spec, platform) => {
        spec.project.id = project;
        platform.buckets = { ...platform.buckets, [key]: { contents: "cache", expireAfterDays: 1 } };
      }).filter((fault) => fault.startsWith(`environments/platform.ts: buckets.${key}:`));
    expect(bucket("goog")).toEqual([]);
    expect(bucket("my-google")).toEqual(refused("buckets.my-google", why));
    expect(bucket("mine", "googoo")).toEqual(refused("buckets.mine", why));
  });
});

describe("a topic", () => {
  test("has 3 characters at least", () => {
    const topic = (key: string): string[] =>
      faultsOf("dev", (_, platform) => (platform.topics[key] = { owner: "media" }));
    expect(topic("tts")).toEqual([]);
    expect(topic("tt")).toEqual([
      "environments/platform.ts: topics.tt: the topic name 'tt' has 2 characters, fewer than the 3 that Google asks for; lengthen it by 1",
    ]);
  });
});
