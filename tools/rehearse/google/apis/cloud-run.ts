import type { Api, Context, Document } from "../collection";
import { GoogleError, denied, invalid } from "../google-error";

type Network = { network?: string; subnetwork?: string };

/** Cloud Run services with their revisions. A revision that cannot start fails the operation; the service exists. */
export const cloudRun: Api = {
  service: "run",
  endpoints: ["cloud_run_v2"],
  base: "v2/",
  collections: [
    {
      path: "projects/*/locations/*/services/*",
      id: { parameter: "serviceId" },
      answers: "operation",
      // The provider sends no mask.
      change: "PATCH replaces",
      fill: (document, context) => filled(document, context),
      // Values of variables are text to Google.
      referring: ({ template }) => ({ encryptionKey: template?.encryptionKey, vpcAccess: template?.vpcAccess }),
      check: (document, context) => {
        checkAccount(document, context);
        checkTraffic(document, context);
      },
      names: ({ template }, { path }) => networkOf(template?.vpcAccess?.networkInterfaces?.[0] ?? {}, path),
    },
  ],
};

const networkOf = ({ network, subnetwork }: Network, path: string): string[] => {
  const [, project = "", , region = ""] = path.split("/");
  return [
    ...(network === undefined || network.includes("/") ? [] : [`projects/${project}/global/networks/${network}`]),
    ...(subnetwork === undefined || subnetwork.includes("/")
      ? []
      : [`projects/${project}/regions/${region}/subnetworks/${subnetwork}`]),
  ];
};

function filled(document: Document, { path, before, world }: Context): Document {
  const [, project = "", , region = ""] = path.split("/");
  const name = path.split("/").at(-1)!;
  const template = document.template as Document;
  const known = (before?._revisions ?? {}) as Record<string, string>;
  const revision = String(template.revision ?? `${name}-00001`);
  const content = JSON.stringify({ ...template, revision: undefined });
  if (known[revision] !== undefined && known[revision] !== content)
    throw new GoogleError(
      409,
      "ALREADY_EXISTS",
      `Revision named '${revision}' with different configuration already exists.`,
      "alreadyExists",
    );
  const at = `${path}/revisions/`;
  const uri = `https://${name}-${world.numberOf(project)}.${region}.run.app`;
  return {
    uid: "00000000-0000-4000-8000-000000000000",
    createTime: "2026-01-01T00:00:00Z",
    launchStage: "GA",
    scaling: {},
    ...document,
    generation: String(Number(before?.generation ?? 0) + 1),
    observedGeneration: String(Number(before?.generation ?? 0) + 1),
    updateTime: "2026-01-01T00:00:00Z",
    latestReadyRevision: at + revision,
    latestCreatedRevision: at + revision,
    terminalCondition: { type: "Ready", state: "CONDITION_SUCCEEDED" },
    trafficStatuses: document.traffic,
    uri,
    urls: [uri],
    etag: `"${Number(before?.generation ?? 0) + 1}"`,
    _revisions: { ...known, [revision]: content },
  };
}

/** Google, "Configure service identity" and "Configure secrets": the account exists and may read each secret that the revision names. */
function checkAccount({ template }: Document, { world, path }: Context): void {
  const project = path.split("/")[1]!;
  const account = String(template.serviceAccount ?? "");
  if (!world.accountExists(account)) throw invalid(`Service account ${account} does not exist.`);
  const references = (template.containers as Document[]).flatMap(({ env = [] }) =>
    (env as Document[]).flatMap(({ valueSource }) =>
      valueSource?.secretKeyRef === undefined ? [] : [valueSource.secretKeyRef as Document],
    ),
  );
  for (const { secret, version } of references) {
    const at = String(secret).includes("/")
      ? world.canonical(String(secret))
      : `projects/${project}/secrets/${String(secret)}`;
    const versions = world.list(`${at}/versions`).length;
    if (!world.has(at) || versions === 0 || (version !== "latest" && Number(version) > versions))
      throw invalid(`Secret ${at}/versions/${String(version)} was not found`);
    if (!world.policies.holds(account, ["roles/secretmanager.secretAccessor"], [at, `projects/${project}`]))
      throw denied(
        `Permission denied on secret: ${at}/versions/${String(version)} for Revision service account ${account}.`,
      );
  }
}

function checkTraffic({ traffic = [], _revisions, template }: Document, { path }: Context): void {
  const targets = traffic as Document[];
  for (const { revision } of targets)
    if (revision !== undefined && _revisions[revision] === undefined && revision !== template.revision)
      throw invalid(`Revision '${String(revision)}' of ${path} was not found`);
  const sum = targets.reduce((all, { percent = 0 }) => all + Number(percent), 0);
  if (targets.length > 0 && sum !== 100) throw invalid(`traffic adds up to ${sum}, not 100`);
}
