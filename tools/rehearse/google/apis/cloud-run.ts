import type { Api, Context, Document } from "../collection";
import { GoogleError, denied, invalid, precondition } from "../google-error";

type Network = { network?: string; subnetwork?: string };

/**
 * Cloud Run services with their revisions. Where a revision does not start, or traffic
 * names one that is not there, the service is kept as it was sent, the operation fails,
 * and traffic stays where it was. The words are Google's: transparency-dev/tesseract#413,
 * terraform-google-modules/terraform-docs-samples#269.
 */
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
        start(document, context);
        checkRevisions(document);
        document.terminalCondition = { type: "Ready", state: "CONDITION_SUCCEEDED" };
        document.latestReadyRevision = document.latestCreatedRevision;
        document.trafficStatuses = document.traffic;
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
    trafficStatuses: before?.trafficStatuses ?? [],
    uri,
    urls: [uri],
    etag: `"${Number(before?.generation ?? 0) + 1}"`,
    _revisions: { ...known, [revision]: content },
    _unready: before?._unready ?? [],
  };
}

/** Google, "Configure service identity": the account exists. */
function checkAccount({ template }: Document, { world }: Context): void {
  const account = String(template.serviceAccount ?? "");
  if (!world.accountExists(account)) throw invalid(`Service account ${account} does not exist.`);
}

/** Google starts a revision once: what failed stays so under its name. */
function start(document: Document, context: Context): void {
  const revision = String(document.latestCreatedRevision).split("/").at(-1)!;
  const unready = document._unready as string[];
  if (unready.includes(revision)) throw notReady(revision);
  try {
    checkImages(document, context);
    checkSecrets(document, context);
    checkContainers(document, revision, context);
  } catch (error) {
    document._unready = [...unready, revision];
    throw error;
  }
}

const notReady = (revision: string): GoogleError =>
  precondition(
    `Revision '${revision}' is not ready and cannot serve traffic. The user-provided container failed to start and listen on the port.`,
  );

function checkContainers({ template }: Document, revision: string, { world }: Context): void {
  for (const { image } of template.containers as Document[])
    if (world.broken.has(String(image).split("/").at(-1)!)) throw notReady(revision);
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

/** The new revision aside, traffic may name only what is there. */
function checkRevisions({ traffic = [], _revisions, _unready, template }: Document): void {
  for (const { revision } of traffic as Document[]) {
    if (revision === undefined || revision === template.revision) continue;
    if (_revisions[revision] === undefined)
      throw new GoogleError(
        500,
        "INTERNAL",
        `Revision '${String(revision)}' does not exist or is deleted. Update all traffic to route to currently available revisions.`,
        "backendError",
      );
    if ((_unready as string[]).includes(String(revision))) throw notReady(String(revision));
  }
}

function checkShares({ traffic = [] }: Document): void {
  const targets = traffic as Document[];
  const sum = targets.reduce((all, { percent = 0 }) => all + Number(percent), 0);
  if (targets.length > 0 && sum !== 100) throw invalid(`traffic adds up to ${sum}, not 100`);
}
