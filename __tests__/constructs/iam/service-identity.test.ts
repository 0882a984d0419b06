import { describe, expect, test } from "vitest";
import { ServiceIdentity } from "../../../constructs/iam/service-identity";
import { projectRoles, telemetryRoles } from "../../../constructs/iam/roles";
import type { Environment, Service } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { addresses, expectEqualAddresses, external, list, only, reference, serviceOf } from "../fixtures";

const dev = environment("dev");
/** A service that declares nothing. */
const plain: Service = {
  ...serviceOf(dev, "media"),
  calls: [],
  firestore: false,
  cloudSql: undefined,
  reads: [],
  appends: [],
  writes: [],
  publishes: [],
  queues: {},
  secrets: {},
};

function identity(change: Partial<Service>, of: Environment = dev): { synth: Synthesized; made: ServiceIdentity } {
  let made: ServiceIdentity | undefined;
  const synth = synthesize((scope) => {
    made = new ServiceIdentity(scope, "Identity", { environment: of, service: { ...plain, ...change } });
  });
  return { synth, made: made! };
}
const emailIn = (synth: Synthesized): string =>
  `${reference(synth, "google_service_account", "", "account_id")}@parley-audio-dev.iam.gserviceaccount.com`;
const memberIn = (synth: Synthesized): string => `serviceAccount:${emailIn(synth)}`;
const grantTypes = (synth: Synthesized): string[] =>
  Object.keys(synth.json.resource as object).filter((type) => type.endsWith("_iam_member"));

describe("ServiceIdentity", () => {
  test("is an account of its own, named for people", () => {
    expect(only(identity({}).synth, "google_service_account")).toEqual({
      account_id: "media-service",
      display_name: "Media Service",
      description: plain.description,
    });
  });

  test("keeps the account id that the entry gives", () => {
    expect(only(identity({ accountId: "worker-account" }).synth, "google_service_account").account_id).toBe(
      "worker-account",
    );
  });

  test("has no key", () => {
    expect(identity({}).synth.all("google_service_account_key")).toEqual({});
  });

  test("may write its telemetry, and nothing that its entry does not declare", () => {
    const { synth } = identity({});
    expect(list(synth, "google_project_iam_member")).toEqual(
      telemetryRoles.map((role) => ({ project: "parley-audio-dev", role, member: memberIn(synth) })),
    );
    expect(grantTypes(synth)).toEqual(["google_project_iam_member"]);
    expect(synth.all("google_project_iam_custom_role")).toEqual({});
  });

  test.each([
    ["text-to-speech", { calls: ["text-to-speech"] }, "roles/serviceusage.serviceUsageConsumer"],
    ["speech-to-text", { calls: ["speech-to-text"] }, "roles/speech.client"],
  ] satisfies [string, Partial<Service>, string][])("gets one more role on the project for %s", (_, change, role) => {
    const { synth } = identity(change);
    expect(list(synth, "google_project_iam_member").slice(telemetryRoles.length)).toEqual([
      { project: "parley-audio-dev", role, member: memberIn(synth) },
    ]);
    expect(synth.all("google_project_iam_custom_role")).toEqual({});
  });

  test("reaches the database's instance and logs in to it, by a role on the project for each", () => {
    const { synth } = identity({ cloudSql: "clone" });
    const grant = (role: string): Attributes => ({ project: "parley-audio-dev", role, member: memberIn(synth) });
    expect(list(synth, "google_project_iam_member").slice(telemetryRoles.length)).toEqual([
      grant("roles/cloudsql.client"),
      grant("roles/cloudsql.instanceUser"),
    ]);
  });

  test("is a user of the database without a password, made after its account and left behind with what it owns", () => {
    const { synth } = identity({ cloudSql: "clone" });
    expect(only(synth, "google_sql_user")).toEqual({
      name: `${reference(synth, "google_service_account", "", "account_id")}@parley-audio-dev.iam`,
      instance: "parley-postgres-1",
      type: "CLOUD_IAM_SERVICE_ACCOUNT",
      deletion_policy: "ABANDON",
    });
  });

  test("is a user of the instance of this generation, at the same address", () => {
    const next = environment("dev", (spec) => (spec.cloudSql!.generation = 2));
    const { synth } = identity({ cloudSql: "clone" }, next);
    expect(only(synth, "google_sql_user").instance).toBe("parley-postgres-2");
    expect(addresses(synth)).toEqual(addresses(identity({ cloudSql: "clone" }).synth));
  });

  test("is no user of a database that it does not declare", () => {
    expect(identity({}).synth.all("google_sql_user")).toEqual({});
  });

  test("gets a role of its own where every predefined one holds more, and no other role on the project", () => {
    const { synth } = identity({ calls: ["vertex-ai"], firestore: true });
    expect(only(synth, "google_project_iam_custom_role")).toEqual({
      role_id: "mediaService",
      title: "Media Service",
      description: "Permissions of Media Service that no predefined role grants alone",
      permissions: [
        "aiplatform.endpoints.predict",
        "datastore.databases.get",
        "datastore.entities.create",
        "datastore.entities.get",
        "datastore.entities.list",
        "datastore.entities.update",
      ],
      stage: "GA",
    });
    expect(list(synth, "google_project_iam_member").slice(telemetryRoles.length)).toEqual([
      {
        project: "parley-audio-dev",
        role: `projects/parley-audio-dev/roles/${reference(synth, "google_project_iam_custom_role", "", "role_id")}`,
        member: memberIn(synth),
      },
    ]);
  });

  test("has no role on the project that lacks a reason", () => {
    const everything = identity({
      calls: ["vertex-ai", "text-to-speech", "speech-to-text"],
      firestore: true,
      cloudSql: "clone",
    });
    const granted = list(everything.synth, "google_project_iam_member").map(({ role }) => role as string);
    expect(granted.filter((role) => !(role in projectRoles) && !role.startsWith("projects/"))).toEqual([]);
  });

  test.each([
    ["reads", "roles/storage.objectViewer"],
    ["appends", "roles/storage.objectCreator"],
    ["writes", "roles/storage.objectUser"],
  ] as const)("%s the buckets that it declares, one by one", (intent, role) => {
    const { synth } = identity({ [intent]: ["assets", "voice-models"] });
    expect(list(synth, "google_storage_bucket_iam_member")).toEqual([
      { bucket: "parley-audio-dev-assets", role, member: memberIn(synth) },
      { bucket: "parley-audio-dev-voice-models", role, member: memberIn(synth) },
    ]);
  });

  test("may read and add to one bucket, by two grants", () => {
    const { synth } = identity({ reads: ["assets"], appends: ["assets"] });
    expect(list(synth, "google_storage_bucket_iam_member").map(({ role }) => role as string)).toEqual([
      "roles/storage.objectViewer",
      "roles/storage.objectCreator",
    ]);
  });

  test("publishes on the topics of the queues that it declares", () => {
    const { synth } = identity({ publishes: ["jobs"] });
    expect(only(synth, "google_pubsub_topic_iam_member")).toEqual({
      topic: "jobs",
      role: "roles/pubsub.publisher",
      member: memberIn(synth),
    });
  });

  test("asks for the messages of the queues that it pulls, one by one", () => {
    const { synth } = identity({ queues: { jobs: "pull", "late-jobs": "pull" } });
    const grant = (subscription: string): Attributes => ({
      subscription,
      role: "roles/pubsub.subscriber",
      member: memberIn(synth),
    });
    expect(list(synth, "google_pubsub_subscription_iam_member")).toEqual([grant("jobs-sub"), grant("late-jobs-sub")]);
  });

  test("needs no right on a queue that is pushed to it", () => {
    const { synth } = identity({ queues: { jobs: "/process-job" } });
    expect(grantTypes(synth)).toEqual(["google_project_iam_member"]);
  });

  test("reads each secret that it declares, once, and no other", () => {
    const { synth } = identity({ secrets: { B: "two", A: "one", C: "one" } });
    const grant = (secret: string): Attributes => ({
      secret_id: secret,
      role: "roles/secretmanager.secretAccessor",
      member: memberIn(synth),
    });
    expect(list(synth, "google_secret_manager_secret_iam_member")).toEqual([grant("one"), grant("two")]);
  });

  test.each([{ appends: ["uploads"] }, { writes: ["documents"] }] satisfies Partial<Service>[])(
    "signs URLs as itself, and as nobody else, where browsers upload to what it declares: %j",
    (change) => {
      const { synth } = identity(change);
      expect(only(synth, "google_service_account_iam_member")).toEqual({
        service_account_id: `projects/parley-audio-dev/serviceAccounts/${emailIn(synth)}`,
        role: "roles/iam.serviceAccountTokenCreator",
        member: memberIn(synth),
      });
    },
  );

  test.each([
    { reads: ["uploads"] },
    { appends: ["assets"] },
    { writes: ["audio-cache"] },
  ] satisfies Partial<Service>[])("signs nothing where browsers do not upload: %j", (change) => {
    expect(identity(change).synth.all("google_service_account_iam_member")).toEqual({});
  });

  test("leaves it to the owner of another's account to let it sign", () => {
    expect(identity({ external, appends: ["uploads"] }).synth.all("google_service_account_iam_member")).toEqual({});
  });

  test("lists every grant, for what must not start before them", () => {
    const { synth, made } = identity({
      calls: ["vertex-ai", "text-to-speech"],
      cloudSql: "clone",
      reads: ["assets"],
      appends: ["uploads"],
      writes: ["audio-cache"],
      publishes: ["jobs"],
      queues: { jobs: "pull" },
      secrets: { KEY: "one" },
    });
    const grants = addresses(synth).filter((address) => /^google_(\w+_iam_member|sql_user)\./.test(address));
    const listed = made.grants.map((grant) => `${grant.terraformResourceType}.${grant.friendlyUniqueId}`);
    expect(listed.sort()).toEqual(grants);
    expect(grants).toHaveLength(15);
  });

  test("has a grant's address after what it grants, so that another one moves none", () => {
    const few = addresses(
      identity({ cloudSql: "clone", writes: ["voice-models"], queues: { jobs: "pull" }, secrets: { B: "two" } }).synth,
    );
    const more = addresses(
      identity({
        calls: ["speech-to-text"],
        cloudSql: "clone",
        writes: ["assets", "voice-models"],
        queues: { alarms: "pull", jobs: "pull" },
        secrets: { A: "one", B: "two" },
      }).synth,
    );
    expect(more).toEqual(expect.arrayContaining(few));
  });

  test("makes no account for a service of others, and grants theirs what the entry declares", () => {
    const { synth, made } = identity({
      external,
      reads: ["assets"],
      calls: ["vertex-ai"],
      cloudSql: "clone",
      queues: { jobs: "pull" },
    });
    expect(made.email).toBe(external.accountEmail);
    expect(synth.all("google_service_account")).toEqual({});
    const members = addresses(synth)
      .filter((address) => /_iam_member\./.test(address))
      .map((address) => {
        const [type, id] = address.split(".") as [string, string];
        return synth.all(type)[id]!.member as string;
      });
    expect(members).toEqual(members.map(() => `serviceAccount:${external.accountEmail}`));
    expect(members).toHaveLength(telemetryRoles.length + 5);
    expect(only(synth, "google_sql_user").name).toBe("improv-api@parley-audio-dev.iam");
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) => new ServiceIdentity(scope, "Identity", { environment: of, service: serviceOf(of, "media") }),
    );
  });
});
