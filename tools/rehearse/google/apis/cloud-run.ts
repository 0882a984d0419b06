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
        checkShares(document);
      },
      atEnd: (document, context) => {
        document.terminalCondition = { type: "Ready", state: "CONDITION_FAILED" };
        checkImages(document, context);
        checkSecrets(document, context);
        checkRevisions(document, context);
        document.terminalCondition = { type: "Ready", state: "CONDITION_SUCCEEDED" };
        document.latestReadyRevision = document.latestCreatedRevision;
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
    latestReadyRevision: before?.latestReadyRevision,
    latestCreatedRevision: at + revision,
    terminalCondition: { type: "Ready", state: "CONDITION_RECONCILING" },
    trafficStatuses: document.traffic,
    uri,
    urls: [uri],
    etag: `"${Number(before?.generation ?? 0) + 1}"`,
    _revisions: { ...known, [revision]: content },
  };
}

/** Google, "Configure service identity": the account exists. */
function checkAccount({ template }: Document, { world }: Context): void {
  const account = String(template.serviceAccount ?? "");
  if (!world.accountExists(account)) throw invalid(`Service account ${account} does not exist.`);
}

/** Google, "Troubleshoot Cloud Run": an image is pulled when its revision is made. Here a repository that exists has all images. */
function checkImages({ template }: Document, { world }: Context): void {
  for (const { image } of template.containers as Document[]) {
    const [host = "", project = "", repository = ""] = String(image).split("/");
    const location = /^(.+)-docker\.pkg\.dev$/.exec(host)?.[1];
    if (location !== undefined && !world.has(`projects/${project}/locations/${location}/repositories/${repository}`))
      throw notFoundImage(String(image));
  }
}

const notFoundImage = (image: string): GoogleError =>
  new GoogleError(404, "NOT_FOUND", `Image '${image}' not found.`, "notFound");

/**
 * Google, "Configure secrets": the account may read each secret that the revision names.
 * The refusal comes when the revision starts (hashicorp/terraform-provider-google#10846).
 */
function checkSecrets({ template }: Document, { world, path }: Context): void {
  const project = path.split("/")[1]!;
  const account = String(template.serviceAccount ?? "");
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

/** terraform-google-modules/terraform-docs-samples#269 quotes this end of an operation. */
function checkRevisions({ traffic = [], _revisions, template }: Document, { path }: Context): void {
  for (const { revision } of traffic as Document[])
    if (revision !== undefined && _revisions[revision] === undefined && revision !== template.revision)
      throw invalid(`Revision '${String(revision)}' of ${path} does not exist or is deleted.`);
}

function checkShares({ traffic = [] }: Document): void {
  const targets = traffic as Document[];
  const sum = targets.reduce((all, { percent = 0 }) => all + Number(percent), 0);
  if (targets.length > 0 && sum !== 100) throw invalid(`traffic adds up to ${sum}, not 100`);
}
