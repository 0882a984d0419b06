/*
 * What a command asks of Google's permissions, for the commands that somebody runs who was woken. It is
 * written by hand, since gcloud does not say it: each product's page of permissions, and the map of API methods in
 * iann0036/iam-dataset (gcp/map.json, commit 2073fa52ac00).
 */

const snooze = ["monitoring.snoozes.get", "monitoring.snoozes.update"];
/** Google, "Deploying container images", "Required roles", and "Deploying to Cloud Run" (Artifact Registry): a new revision also names an account and an image. */
const newRevision = [
  ...["run.services.get", "run.services.update", "run.revisions.list"],
  ...["iam.serviceAccounts.actAs", "artifactregistry.repositories.downloadArtifacts"],
];
/** Google, "Access control with IAM" (Cloud Logging). The second is for data access logs. */
const readLogs = ["logging.logEntries.list", "logging.privateLogEntries.list"];

/** Commands of gcloud without their track, `beta` or `alpha`. None: the command asks Google for nothing that a role gives. */
const ofGcloud: Readonly<Record<string, readonly string[]>> = {
  "ai endpoints list": ["aiplatform.endpoints.list"],
  "ai models list": ["aiplatform.models.list"],
  "auth login": [],
  // The token is used with curl: see `ofApis`.
  "auth print-access-token": [],
  "config get": [],
  "compute forwarding-rules list": ["compute.globalForwardingRules.list"],
  "firestore backups list": ["datastore.backups.list"],
  "firestore databases list": ["datastore.databases.list"],
  // Google, "Permissions and roles" (Cloud KMS). The command reads the version before it changes the state.
  "kms keys versions enable": ["cloudkms.cryptoKeyVersions.get", "cloudkms.cryptoKeyVersions.update"],
  "kms keys versions restore": ["cloudkms.cryptoKeyVersions.restore"],
  "kms keys list": ["cloudkms.cryptoKeys.list"],
  "logging metrics list": ["logging.logMetrics.list"],
  "logging read": readLogs,
  "logging tail": readLogs,
  "monitoring dashboards list": ["monitoring.dashboards.list"],
  "monitoring policies list": ["monitoring.alertPolicies.list"],
  "monitoring snoozes cancel": snooze,
  "monitoring snoozes create": ["monitoring.snoozes.create"],
  "monitoring snoozes list": ["monitoring.snoozes.list"],
  "monitoring uptime list-configs": ["monitoring.uptimeCheckConfigs.list"],
  // Google, "Privileged Access Manager permissions and setup": who asks for a grant needs no permission but to be named by the entitlement.
  "pam entitlements search": [],
  "pam grants create": [],
  "pam grants search": [],
  "pubsub subscriptions list": ["pubsub.subscriptions.list"],
  // Google, "Cloud Quotas API overview". The API counts the call against the project that is asked about.
  "quotas info list": ["cloudquotas.quotas.get", "serviceusage.services.use"],
  "run revisions list": ["run.revisions.list"],
  "run services describe": ["run.services.get"],
  "run services list": ["run.services.list"],
  "run services update": newRevision,
  "run services update-traffic": ["run.services.get", "run.services.update", "iam.serviceAccounts.actAs"],
  // Google, "Access control with IAM" (Secret Manager). A binding is taken away by reading and writing the whole policy.
  "secrets get-iam-policy": ["secretmanager.secrets.getIamPolicy"],
  "secrets list": ["secretmanager.secrets.list"],
  "secrets remove-iam-policy-binding": ["secretmanager.secrets.getIamPolicy", "secretmanager.secrets.setIamPolicy"],
  "secrets versions add": ["secretmanager.versions.add"],
  "secrets versions describe": ["secretmanager.versions.get"],
  "secrets versions disable": ["secretmanager.versions.disable"],
  "secrets versions enable": ["secretmanager.versions.enable"],
  "secrets versions list": ["secretmanager.versions.list"],
  // Google, "Cloud SQL permissions", "Required permissions for gcloud sql commands"; each waits for its operation, which takes `get`.
  "sql backups list": ["cloudsql.backupRuns.list"],
  "sql instances describe": ["cloudsql.instances.get"],
  "sql instances failover": ["cloudsql.instances.get", "cloudsql.instances.failover"],
  "sql instances list": ["cloudsql.instances.list"],
  "sql instances patch": ["cloudsql.instances.get", "cloudsql.instances.update"],
  "sql instances restart": ["cloudsql.instances.get", "cloudsql.instances.restart"],
  "sql operations list": ["cloudsql.instances.get", "cloudsql.instances.list"],
  "storage buckets list": ["storage.buckets.list"],
};

/** Paths of the APIs that are called without gcloud. */
const ofApis: Readonly<Record<string, readonly string[]>> = {
  "monitoring.googleapis.com/v1/projects/$PROJECT/location/global/prometheus/api/v1/query": [
    "monitoring.timeSeries.list",
  ],
  "monitoring.googleapis.com/v3/projects/$PROJECT/services": ["monitoring.services.list"],
  "monitoring.googleapis.com/v3/projects/$PROJECT/timeSeries": ["monitoring.timeSeries.list"],
  "monitoring.googleapis.com/v3/$service/serviceLevelObjectives": ["monitoring.slos.list"],
};

/** `npm run secrets` calls gcloud (tools/secrets/secret-versions.ts); it adds a version if it is given a value. */
const ofScripts: Readonly<Record<string, readonly string[]>> = {
  secrets: [...ofGcloud["secrets versions list"]!, ...ofGcloud["secrets versions add"]!],
};

/** A command that a page runs or names, and the permissions that it needs; undefined if nobody has looked them up. */
export interface Use {
  readonly command: string;
  readonly permissions: readonly string[] | undefined;
}

/** Every command of gcloud and bq, every call of an API and every script on a page, in blocks and in sentences. */
export function usesOn(text: string): Use[] {
  const code = [...text.matchAll(/^ *```(?:sh|bash)\n([\s\S]*?)^ *```|`([^`\n]+)`/gm)].map(
    ([, block, inline]) => block ?? inline!,
  );
  return code.flatMap((one) => [...gcloudIn(one), ...apisIn(one), ...scriptsIn(one)]);
}

/** Only what could be run: `gcloud` with a word that follows it. A group such as `gcloud pam` is not a command. */
const gcloudIn = (code: string): Use[] =>
  [...code.matchAll(/(?<![\w/.-])(gcloud|bq) (?:(?:alpha|beta) )?((?:[a-z][a-z-]*(?: |$|(?=[\n`)"';|])))+)/g)].map(
    ([, program, words]) => {
      const all = words!.trim().split(/\s+/);
      const names = all.map((_, index) => all.slice(0, all.length - index).join(" "));
      const known = program === "bq" ? undefined : names.find((name) => ofGcloud[name] !== undefined);
      return {
        command: `${program!} ${known ?? all.join(" ")}`,
        permissions: known === undefined ? undefined : ofGcloud[known],
      };
    },
  );

const apisIn = (code: string): Use[] =>
  [...code.matchAll(/https:\/\/(\w+\.googleapis\.com\/[^"'\s`]+)/g)].map(([, url]) => ({
    command: `https://${url!}`,
    permissions: ofApis[url!],
  }));

const scriptsIn = (code: string): Use[] =>
  [...code.matchAll(/npm run (?:--silent )?([\w:-]+) --/g)].map(([, script]) => ({
    command: `npm run ${script!}`,
    permissions: ofScripts[script!],
  }));

/** Commands whose permissions are known, so that one that no page uses any more is found. */
export const knownCommands = Object.keys(ofGcloud).map((name) => `gcloud ${name}`);
