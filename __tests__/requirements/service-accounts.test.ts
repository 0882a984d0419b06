import { describe, expect, test } from "vitest";
import { enforcePolicies } from "../../policies/enforce";
import { environment } from "../support/environments";
import { layersOf, violations } from "../support/policies";
import { resolved, stackJson } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const environments = ["dev", "staging", "prod"] as const;
type Name = (typeof environments)[number];
const layers = ["foundation", "data", "runtime", "operations"] as const;

const stacksOf = (name: Name): Synthesized[] => layers.map((layer) => stackJson(`${name}-${layer}`));

const accounts = (name: Name): Attributes[] =>
  Object.values(stackJson(`${name}-runtime`).all("google_service_account"));

/** Every additive grant of an environment as `role on what`, by the member's name in front of '@'. */
function grants(stacks: readonly Synthesized[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const stack of stacks) {
    for (const [type, resources] of Object.entries(stack.json.resource as Record<string, Record<string, Attributes>>)) {
      if (!/_iam_(member|policy)$/.test(type)) continue;
      for (const { role, member, ...where } of Object.values(resources)) {
        const who = resolved(stack, member)
          .replace(/^serviceAccount:/, "")
          .split("@")[0]!;
        const target =
          where.bucket ??
          where.topic ??
          where.secret_id ??
          where.service_account_id ??
          where.web_backend_service ??
          where.crypto_key_id ??
          where.subscription ??
          where.repository ??
          where.name ??
          where.project;
        (found[who] ??= []).push(`${resolved(stack, role)} on ${resolved(stack, target)}`);
      }
    }
  }
  for (const list of Object.values(found)) list.sort();
  return found;
}

const roles = (name: Name, account: string): string[] =>
  (grants(stacksOf(name))[account] ?? []).map((grant) => grant.split(" on ")[0]!);

const run = (name: Name, service: string): Attributes => {
  const found = Object.values(stackJson(`${name}-runtime`).all("google_cloud_run_v2_service")).filter(
    ({ labels }) => labels.service === service,
  );
  expect(found).toHaveLength(1);
  return found[0]!;
};

const customRole = (name: Name, id: string): Attributes | undefined =>
  Object.values(stackJson(`${name}-runtime`).all("google_project_iam_custom_role")).find(
    ({ role_id }) => role_id === id,
  );

const apis = (name: Name): string[] =>
  Object.values(stackJson(`${name}-foundation`).all("google_project_service")).map(({ service }) => service as string);

/** Accounts that no service runs as. */
const otherAccounts = (name: Name): string[] => ["jobs-push", ...(name === "prod" ? ["parley-gpu-nodes"] : [])];

const accountOf = {
  audio: "audio-service",
  conversation: "conversation-generator",
  gateway: "gateway-service",
  media: "media-service",
  realtime: "realtime-service",
  rest: "api-service",
};

const telemetry = (project: string): string[] => [
  `roles/cloudtrace.agent on ${project}`,
  `roles/logging.logWriter on ${project}`,
  `roles/monitoring.metricWriter on ${project}`,
];

const documentPermissions = [
  "datastore.databases.get",
  "datastore.entities.create",
  "datastore.entities.get",
  "datastore.entities.list",
  "datastore.entities.update",
];

describe("accounts", () => {
  test("R-013 the conversation service's account has its id, display name and description", () => {
    for (const name of environments) {
      const account = accounts(name).find(({ account_id }) => account_id === "conversation-generator")!;
      expect(account.display_name).toBe("Conversation Generation Service");
      expect(account.description).toBe("Service account for conversation generation and TTS");
    }
  });

  test("R-019 R-021 R-022 R-028 each service runs as an account of its own, named by its full e-mail", () => {
    for (const name of environments) {
      const stack = stackJson(`${name}-runtime`);
      const emails = Object.fromEntries(
        Object.keys(accountOf).map((service) => [
          service,
          resolved(stack, run(name, service).template.service_account as string),
        ]),
      );
      expect(emails).toEqual({
        audio: `audio-service@parley-audio-${name}.iam.gserviceaccount.com`,
        conversation: `conversation-generator@parley-audio-${name}.iam.gserviceaccount.com`,
        gateway: `gateway-service@parley-audio-${name}.iam.gserviceaccount.com`,
        media: `media-service@parley-audio-${name}.iam.gserviceaccount.com`,
        realtime: `realtime-service@parley-audio-${name}.iam.gserviceaccount.com`,
        rest: `api-service@parley-audio-${name}.iam.gserviceaccount.com`,
      });
      expect(Object.keys(stack.all("google_cloud_run_v2_service"))).toHaveLength(6);
      expect(
        accounts(name)
          .map(({ account_id }) => account_id as string)
          .sort(),
      ).toEqual([...Object.values(accountOf), ...otherAccounts(name)].sort());
    }
  });

  test("R-022 the REST service's account is a field of the environment where others deploy it", () => {
    const other = environment("dev", (spec) => {
      spec.services.rest = {
        external: { serviceName: "ai4joy-api-service", accountEmail: "api@other-project.iam.gserviceaccount.com" },
      };
    });
    expect(violations(other, () => {})).toEqual([]);
    const stack = read(layersOf(other).runtime);
    expect(
      Object.values(stack.all("google_service_account")).map(({ account_id }) => account_id as string),
    ).not.toContain("api-service");
    const members = Object.values(stack.all("google_project_iam_member")).map(({ member }) => resolved(stack, member));
    expect(members).toContain("serviceAccount:api@other-project.iam.gserviceaccount.com");
    expect(members).not.toContain("serviceAccount:api-service@parley-audio-dev.iam.gserviceaccount.com");
  });
});

describe("grants", () => {
  test("R-014 R-015 the conversation service may use the objects of both caches, and manage neither bucket", () => {
    for (const name of environments) {
      const all = grants(stacksOf(name))["conversation-generator"]!;
      expect(all.filter((grant) => grant.startsWith("roles/storage."))).toEqual([
        `roles/storage.objectUser on parley-audio-${name}-audio-cache`,
        `roles/storage.objectUser on parley-audio-${name}-conversation-cache`,
      ]);
    }
  });

  test("R-016 speech is an enabled API and the right to use the project's quota, not an invented role", () => {
    for (const name of environments) {
      expect(apis(name)).toContain("texttospeech.googleapis.com");
      expect(roles(name, "conversation-generator")).toContain("roles/serviceusage.serviceUsageConsumer");
      for (const stack of stacksOf(name)) expect(JSON.stringify(stack.json)).not.toContain("cloudtts");
    }
  });

  test("R-017 the conversation service may call models by a custom role that holds nothing else", () => {
    for (const name of environments) {
      expect(customRole(name, "conversationService")!.permissions).toEqual(["aiplatform.endpoints.predict"]);
      expect(roles(name, "conversation-generator")).toContain(
        `projects/parley-audio-${name}/roles/conversationService`,
      );
    }
  });

  test("R-023 R-024 the audio service may call models and use documents by one custom role", () => {
    for (const name of environments) {
      expect(customRole(name, "audioService")!.permissions).toEqual([
        "aiplatform.endpoints.predict",
        "datastore.databases.get",
        "datastore.entities.create",
        "datastore.entities.get",
        "datastore.entities.list",
        "datastore.entities.update",
      ]);
      expect(roles(name, "audio-service")).toEqual([
        `projects/parley-audio-${name}/roles/audioService`,
        "roles/cloudtrace.agent",
        "roles/logging.logWriter",
        "roles/monitoring.metricWriter",
      ]);
    }
  });

  test("R-025 the REST service uses the same documents by a role of its own, without the models", () => {
    for (const name of environments) {
      expect(customRole(name, "restService")!.permissions).toEqual(documentPermissions);
      expect(roles(name, "api-service")).toContain(`projects/parley-audio-${name}/roles/restService`);
    }
  });

  test("R-026 every service may write logs, metrics and traces", () => {
    for (const name of environments) {
      const all = grants(stacksOf(name));
      for (const account of Object.values(accountOf)) {
        for (const grant of telemetry(`parley-audio-${name}`)) expect(all[account]).toContain(grant);
      }
    }
  });

  test("R-027 each secret is granted by itself, to the service that reads it", () => {
    for (const name of environments) {
      const secrets = Object.entries(grants(stacksOf(name))).flatMap(([who, all]) =>
        all.filter((grant) => grant.includes("secretmanager")).map((grant) => `${who}: ${grant}`),
      );
      expect(secrets.sort()).toEqual([
        "api-service: roles/secretmanager.secretAccessor on anthropic-api-key",
        "media-service: roles/secretmanager.secretAccessor on cdn-signing-key",
        "media-service: roles/secretmanager.secretAccessor on database-url",
        "media-service: roles/secretmanager.secretAccessor on elevenlabs-api-key",
        "media-service: roles/secretmanager.secretAccessor on freesound-api-key",
        "media-service: roles/secretmanager.secretAccessor on gemini-api-key",
        "media-service: roles/secretmanager.secretAccessor on suno-api-key",
      ]);
    }
  });

  test("R-029 the services that use the database may connect to it, and no other", () => {
    for (const name of environments) {
      // The first opens the connection, the second logs in.
      for (const role of ["client", "instanceUser"]) {
        const connect = Object.entries(grants(stacksOf(name)))
          .filter(([, all]) => all.includes(`roles/cloudsql.${role} on parley-audio-${name}`))
          .map(([who]) => who);
        expect(connect.sort()).toEqual(["gateway-service", "media-service", "realtime-service"]);
      }
    }
  });

  test("R-030 R-031 the media service's storage and queue rights end at its buckets and its topic", () => {
    for (const name of environments) {
      const all = grants(stacksOf(name))["media-service"]!;
      expect(all.filter((grant) => /^roles\/(storage|pubsub)\./.test(grant))).toEqual([
        "roles/pubsub.publisher on jobs",
        `roles/storage.objectCreator on parley-audio-${name}-uploads`,
        `roles/storage.objectUser on parley-audio-${name}-assets`,
        `roles/storage.objectViewer on parley-audio-${name}-uploads`,
      ]);
    }
  });
});

describe("least privilege", () => {
  test("R-018 production grants exactly these roles, and each project-level one is known by name", () => {
    const project = "parley-audio-prod";
    const signs = (id: string): string =>
      `roles/iam.serviceAccountTokenCreator on projects/${project}/serviceAccounts/${id}@${project}.iam.gserviceaccount.com`;
    const all = grants(stacksOf("prod"));
    const ours = [...Object.values(accountOf), ...otherAccounts("prod")];
    expect(Object.fromEntries(ours.map((account) => [account, all[account]]))).toEqual({
      "api-service": [
        `projects/${project}/roles/restService on ${project}`,
        ...telemetry(project),
        "roles/secretmanager.secretAccessor on anthropic-api-key",
      ],
      "audio-service": [`projects/${project}/roles/audioService on ${project}`, ...telemetry(project)],
      "conversation-generator": [
        `projects/${project}/roles/conversationService on ${project}`,
        ...telemetry(project),
        `roles/serviceusage.serviceUsageConsumer on ${project}`,
        `roles/storage.objectUser on ${project}-audio-cache`,
        `roles/storage.objectUser on ${project}-conversation-cache`,
      ],
      "jobs-push": ["roles/run.invoker on parley-media"],
      "parley-gpu-nodes": [
        "roles/artifactregistry.reader on parley",
        `roles/container.defaultNodeServiceAccount on ${project}`,
      ],
      "gateway-service": [
        `roles/cloudsql.client on ${project}`,
        `roles/cloudsql.instanceUser on ${project}`,
        ...telemetry(project),
        signs("gateway-service"),
        `roles/storage.objectUser on ${project}-documents`,
      ].sort(),
      "media-service": [
        `roles/cloudsql.client on ${project}`,
        `roles/cloudsql.instanceUser on ${project}`,
        ...telemetry(project),
        signs("media-service"),
        "roles/pubsub.publisher on jobs",
        "roles/secretmanager.secretAccessor on cdn-signing-key",
        "roles/secretmanager.secretAccessor on database-url",
        "roles/secretmanager.secretAccessor on elevenlabs-api-key",
        "roles/secretmanager.secretAccessor on freesound-api-key",
        "roles/secretmanager.secretAccessor on gemini-api-key",
        "roles/secretmanager.secretAccessor on suno-api-key",
        `roles/storage.objectCreator on ${project}-uploads`,
        `roles/storage.objectUser on ${project}-assets`,
        `roles/storage.objectViewer on ${project}-uploads`,
      ].sort(),
      "realtime-service": [
        `roles/cloudsql.client on ${project}`,
        `roles/cloudsql.instanceUser on ${project}`,
        ...telemetry(project),
        `roles/storage.objectCreator on ${project}-conversation-history`,
        `roles/storage.objectViewer on ${project}-documents`,
      ],
    });
  });

  test("R-018 no environment has a primitive role, an authoritative grant, or a wide storage, queue or secret role", () => {
    for (const name of environments) {
      for (const stack of stacksOf(name)) {
        const authoritative = Object.keys(stack.json.resource).filter((type) => /_iam_(binding|policy)$/.test(type));
        // Those of buckets take away what Google grants, and leave Owners alone.
        expect(authoritative.filter((type) => type !== "google_storage_bucket_iam_binding")).toEqual([]);
        for (const { role, members } of Object.values(stack.all("google_storage_bucket_iam_binding"))) {
          expect(role).toMatch(/^roles\/storage\.legacy(Bucket|Object)(Owner|Reader)$/);
          expect(members).toEqual([`projectOwner:parley-audio-${name}`]);
        }
      }
      const granted = new Set(
        Object.values(stackJson(`${name}-runtime`).all("google_project_iam_member")).map(({ role }) =>
          resolved(stackJson(`${name}-runtime`), role),
        ),
      );
      expect([...granted].sort()).toEqual([
        `projects/parley-audio-${name}/roles/audioService`,
        `projects/parley-audio-${name}/roles/conversationService`,
        `projects/parley-audio-${name}/roles/restService`,
        "roles/cloudsql.client",
        "roles/cloudsql.instanceUser",
        "roles/cloudtrace.agent",
        ...(name === "prod" ? ["roles/container.defaultNodeServiceAccount"] : []),
        "roles/logging.logWriter",
        "roles/monitoring.metricWriter",
        "roles/serviceusage.serviceUsageConsumer",
      ]);
    }
  });

  test.each([
    ["google_project_iam_member", "roles/editor", "iam-no-basic-role"],
    ["google_project_iam_binding", "roles/logging.logWriter", "iam-additive"],
    ["google_project_iam_member", "roles/storage.objectAdmin", "iam-narrowest-level"],
    ["google_project_iam_member", "roles/pubsub.editor", "iam-narrowest-level"],
    ["google_project_iam_member", "roles/secretmanager.secretAccessor", "iam-narrowest-level"],
    ["google_project_iam_member", "roles/datastore.user", "iam-narrowest-level"],
  ])("R-018 a %s of %s is refused before anything is written", (type, role, policy) => {
    const json = {
      resource: { [type]: { Default: { role, project: "parley-audio-dev", member: "user:a@example.com" } } },
    };
    expect(() => {
      enforcePolicies([{ environment: environment("dev"), stacks: [{ id: "dev-runtime", json }] }]);
    }).toThrow(`dev-runtime: ${type}.Default: ${policy}: `);
  });

  test("R-033 R-034 there is no key, no credential in a variable, and no file with one", () => {
    for (const name of environments) {
      for (const stack of stacksOf(name)) {
        expect(stack.all("google_service_account_key")).toEqual({});
        expect(stack.all("google_secret_manager_secret_version")).toEqual({});
      }
      for (const service of Object.keys(accountOf)) {
        const { template } = run(name, service);
        const variables = (template.containers[0].env as Attributes[]).map((variable) => variable.name as string);
        expect(variables.filter((variable) => variable.includes("CREDENTIALS"))).toEqual([]);
        expect((template.volumes as Attributes[]).filter((volume) => volume.empty_dir === undefined)).toEqual([]);
      }
    }
  });
});
