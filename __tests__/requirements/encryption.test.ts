import { describe, expect, test } from "vitest";
import { environment } from "../support/environments";
import { violations } from "../support/policies";
import { resolved, stackJson } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;
const encrypted = ["staging", "prod"] as const;
const layers = ["foundation", "data", "runtime", "operations"] as const;
const numbers = { staging: "100000000002", prod: "100000000003" };

const list = (stack: Synthesized, type: string): Attributes[] => Object.values(stack.all(type));
const bootstrap = (name: string): Synthesized => stackJson(`bootstrap-${name}`);
/** Resolves a reference through the grant and the key to the key's path. */
const keyPath = (stack: Synthesized, key: unknown): string => resolved(stack, resolved(stack, String(key)));
const path = (name: string, key: string, ring = "parley"): string =>
  `projects/parley-audio-${name}/locations/${key === "secrets" ? "global" : "us-central1"}/keyRings/${ring}/cryptoKeys/${key}`;

/** Map from a key's path to the agents that may use it. */
function keyUsers(stack: Synthesized): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { crypto_key_id, role, member } of list(stack, "google_kms_crypto_key_iam_member")) {
    expect(role).toBe("roles/cloudkms.cryptoKeyEncrypterDecrypter");
    (found[resolved(stack, crypto_key_id as string)] ??= []).push(member as string);
  }
  for (const members of Object.values(found)) members.sort();
  return found;
}

describe.each(encrypted)("keys of %s", (name) => {
  const foundation = (): Synthesized => stackJson(`${name}-foundation`);
  const data = (): Synthesized => stackJson(`${name}-data`);
  const allKeys = (): Attributes[] =>
    [foundation(), bootstrap(name)].flatMap((stack) => list(stack, "google_kms_crypto_key"));

  test("R-191 each kind of data has a key of its own where the data lies, secrets' in global", () => {
    const stack = foundation();
    expect(
      list(stack, "google_kms_crypto_key")
        .map((key) => `${resolved(stack, key.key_ring as string)}/cryptoKeys/${key.name as string}`)
        .sort(),
    ).toEqual(
      ["database", "images", "media", "queue", "records", "secrets", ...(name === "prod" ? ["cluster"] : [])]
        .map((key) => path(name, key))
        .sort(),
    );
    expect(list(stack, "google_kms_key_ring").map(({ location }) => location as string)).toEqual(
      expect.arrayContaining(["us-central1", "global"]),
    );
    expect(list(bootstrap(name), "google_kms_crypto_key").map((key) => key.name)).toEqual(["state"]);
  });

  test("R-192 every key rotates each 90 days, and neither it nor its ring can be destroyed", () => {
    expect(allKeys()).toHaveLength(name === "prod" ? 8 : 7);
    for (const key of allKeys()) {
      expect([key.name, key.rotation_period]).toEqual([key.name, "7776000s"]);
      // Google changes the delay of no key, so a key keeps the one with which it was made.
      expect(key.lifecycle).toEqual({ prevent_destroy: true, ignore_changes: ["destroy_scheduled_duration"] });
      // Cloud KMS's maximum delay before a version is destroyed.
      expect(key.destroy_scheduled_duration).toBe("10368000s");
    }
    for (const stack of [foundation(), bootstrap(name)])
      for (const ring of list(stack, "google_kms_key_ring")) expect(ring.lifecycle).toEqual({ prevent_destroy: true });
  });

  test("R-005 R-006 R-007 R-193 every bucket has a key: users' content one, caches and the site another, states a third", () => {
    const keys = Object.fromEntries(
      [data(), foundation(), bootstrap(name)].flatMap((stack) =>
        list(stack, "google_storage_bucket").map((bucket) => [
          (bucket.name as string).replace(`parley-audio-${name}-`, ""),
          keyPath(stack, bucket.encryption.default_kms_key_name),
        ]),
      ),
    );
    const with_ = (key: string, ...buckets: string[]): Record<string, string> =>
      Object.fromEntries(
        buckets.map((bucket) => [bucket, path(name, key, key === "state" ? "parley-bootstrap" : "parley")]),
      );
    expect(keys).toEqual({
      ...with_("records", "access-logs", "assets", "audit-logs", "conversation-history", "documents"),
      ...with_("records", "face-models", "uploads", "voice-models"),
      ...with_("media", "audio-cache", "conversation-cache", "static-site"),
      ...with_("state", "tfstate"),
    });
  });

  test("R-193 the databases, topics and secrets have the keys of their kind", () => {
    const stack = data();
    expect(list(stack, "google_sql_database_instance").map((one) => one.encryption_key_name)).toEqual([
      path(name, "database"),
    ]);
    expect(stack.one("google_firestore_database").cmek_config).toEqual({ kms_key_name: path(name, "database") });
    expect(list(stack, "google_pubsub_topic").map(({ kms_key_name }) => kms_key_name)).toEqual(
      Array(3).fill(path(name, "queue")),
    );
    expect(list(stack, "google_secret_manager_secret").map(({ replication }) => replication)).toEqual(
      Array(7).fill({ auto: { customer_managed_encryption: { kms_key_name: path(name, "secrets") } } }),
    );
  });

  test("R-193 R-333 the image repository has the key of images", () => {
    const stack = foundation();
    const repository = stack.one("google_artifact_registry_repository");
    expect(keyPath(stack, repository.kms_key_name)).toBe(path(name, "images"));
    expect([repository.format, repository.location, repository.description]).toEqual([
      "DOCKER",
      "us-central1",
      "Container images of the services",
    ]);
  });

  test("R-194 exactly the agent of each product may use the key of its stores", () => {
    const agent = (domain: string): string =>
      `serviceAccount:service-${numbers[name]}@${domain}.iam.gserviceaccount.com`;
    expect(keyUsers(foundation())).toEqual({
      [path(name, "records")]: [agent("gs-project-accounts")],
      [path(name, "media")]: [agent("gs-project-accounts")],
      [path(name, "database")]: [agent("gcp-sa-cloud-sql"), agent("gcp-sa-firestore")],
      [path(name, "queue")]: [agent("gcp-sa-pubsub")],
      [path(name, "secrets")]: [agent("gcp-sa-secretmanager")],
      [path(name, "images")]: [agent("gcp-sa-artifactregistry")],
      ...(name === "prod"
        ? { [path(name, "cluster")]: [agent("compute-system"), agent("container-engine-robot")] }
        : {}),
    });
    expect(keyUsers(bootstrap(name))).toEqual({
      [path(name, "state", "parley-bootstrap")]: [agent("gs-project-accounts")],
    });
  });

  test("R-194 a store of the grants' own stack waits for its grant; the other stores are a layer later", () => {
    const waiting = [
      foundation().one("google_artifact_registry_repository").kms_key_name,
      foundation().one("google_storage_bucket").encryption.default_kms_key_name,
      bootstrap(name).one("google_storage_bucket").encryption.default_kms_key_name,
    ];
    for (const key of waiting) expect(key).toMatch(/^\$\{google_kms_crypto_key_iam_member\.[\w-]+\.crypto_key_id\}$/);
  });

  test("R-193 R-194 a store without a key, or whose agent may not use it, is not synthesized", () => {
    const real = environment(name);
    expect(
      violations(real, (layers) => {
        delete read(layers.data).one("google_sql_database_instance").encryption_key_name;
      }),
    ).toEqual([expect.stringContaining("store-encrypted: ")]);
    expect(
      violations(real, ({ foundation }) => {
        const grants = read(foundation).all("google_kms_crypto_key_iam_member");
        foundation.resource.google_kms_crypto_key_iam_member = Object.fromEntries(
          Object.entries(grants).filter(([, { member }]) => !(member as string).includes("gcp-sa-cloud-sql")),
        );
      }).filter((violation) => violation.includes("google_sql_database_instance")),
    ).toEqual([expect.stringContaining("key-usable: ")]);
  });
});

test("R-191 R-193 dev, which Terraform destroys and makes again, leaves the keys to Google", () => {
  for (const stack of [bootstrap("dev"), ...layers.map((layer) => stackJson(`dev-${layer}`))]) {
    expect(Object.keys(stack.json.resource).filter((type) => type.startsWith("google_kms_"))).toEqual([]);
    expect(JSON.stringify(stack.json)).not.toMatch(/kms_key_name|encryption_key_name|cryptoKeys/);
  }
});

describe.each(names)("in transit in %s", (name) => {
  test("R-195 users, database and push all speak TLS, and plain HTTP only redirects", () => {
    const runtime = stackJson(`${name}-runtime`);
    const { min_tls_version, profile } = runtime.one("google_compute_ssl_policy");
    expect([min_tls_version, profile]).toEqual(["TLS_1_2", "MODERN"]);
    expect(list(runtime, "google_compute_backend_service").map(({ protocol }) => protocol)).toEqual(
      Array(6).fill("HTTPS"),
    );
    const instance = stackJson(`${name}-data`).one("google_sql_database_instance");
    expect(instance.settings.ip_configuration.ssl_mode).toBe("ENCRYPTED_ONLY");
    const pushes = list(runtime, "google_pubsub_subscription").map(({ push_config }) => push_config.push_endpoint);
    expect(pushes).toEqual([expect.stringMatching(/^https:\/\//)]);
    const redirect = list(runtime, "google_compute_url_map").find(({ name: map }) => map === "parley-http-redirect")!;
    expect(redirect.default_url_redirect.https_redirect).toBe(true);
  });

  test("R-195 a way in the clear is not synthesized: at the database, or past the redirect", () => {
    const real = environment(name);
    expect(
      violations(real, ({ data }) => {
        read(data).one("google_sql_database_instance").settings.ip_configuration.ssl_mode =
          "ALLOW_UNENCRYPTED_AND_ENCRYPTED";
      }),
    ).toEqual([expect.stringContaining("database-private: takes connections in the clear")]);
    expect(
      violations(real, ({ runtime }) => {
        const redirect = Object.values(read(runtime).all("google_compute_url_map")).find(
          ({ name: map }) => map === "parley-http-redirect",
        )!;
        redirect.default_url_redirect.https_redirect = false;
      }),
    ).toEqual([expect.stringContaining("http-only-redirects: serves plain HTTP")]);
  });
});
