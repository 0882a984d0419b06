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
        checkTraffic(document);
      },
      failure: ({ _failed }) => _failed as GoogleError | undefined,
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
  const unready = new Set((before?._unready ?? []) as string[]);
  // Google starts a revision once: what failed stays so under its name.
  if (known[revision] === undefined && isBroken(template, world.broken)) unready.add(revision);
  const failed = failureOf(document, revision, known, unready);
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
    latestReadyRevision: failed === undefined ? at + revision : before?.latestReadyRevision,
    latestCreatedRevision: at + revision,
    terminalCondition: { type: "Ready", state: failed === undefined ? "CONDITION_SUCCEEDED" : "CONDITION_FAILED" },
    trafficStatuses: failed === undefined ? document.traffic : (before?.trafficStatuses ?? []),
    uri,
    urls: [uri],
    etag: `"${Number(before?.generation ?? 0) + 1}"`,
    _revisions: { ...known, [revision]: content },
    _unready: [...unready],
    _failed: failed,
  };
}

const isBroken = ({ containers }: Document, broken: ReadonlySet<string>): boolean =>
  (containers as Document[]).some(({ image }) => broken.has(String(image).split("/").at(-1)!));

function failureOf(
  { traffic = [] }: Document,
  revision: string,
  known: Readonly<Record<string, string>>,
  unready: ReadonlySet<string>,
): GoogleError | undefined {
  const targets = (traffic as Document[]).flatMap((target) =>
    target.revision === undefined ? [] : [String(target.revision)],
  );
  const missing = targets.find((one) => one !== revision && known[one] === undefined);
  if (missing !== undefined)
    return new GoogleError(
      500,
      "INTERNAL",
      `Revision '${missing}' does not exist or is deleted. Update all traffic to route to currently available revisions.`,
      "backendError",
    );
  const failed = [revision, ...targets].find((one) => unready.has(one));
  return failed === undefined
    ? undefined
    : precondition(
        `Revision '${failed}' is not ready and cannot serve traffic. The user-provided container failed to start and listen on the port.`,
      );
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

function checkTraffic({ traffic = [] }: Document): void {
  const targets = traffic as Document[];
  const sum = targets.reduce((all, { percent = 0 }) => all + Number(percent), 0);
  if (targets.length > 0 && sum !== 100) throw invalid(`traffic adds up to ${sum}, not 100`);
}
