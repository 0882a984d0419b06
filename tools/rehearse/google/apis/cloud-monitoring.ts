import type { Api, Collection, Document } from "../collection";
import { GoogleError } from "../google-error";

const source = "hashicorp/terraform-provider-google#3008: cannot delete a channel that alert policies reference";

/** GoogleCloudPlatform/cloud-foundation-fabric#3739 quotes the refusal. */
const checkMetrics: NonNullable<Collection["check"]> = (document, { world, path }) => {
  const project = /projects\/[^/]+/.exec(path)![0];
  for (const [, type] of JSON.stringify(document).matchAll(
    /metric\.type\s*=\s*\\?"(logging\.googleapis\.com\/user\/[^"\\]+)/g,
  ))
    if (!world.has(`${project}/metrics/${type!.split("/").at(-1)!}`))
      throw notFoundMetric(`Cannot find metric(s) that match type = "${type!}".`);
};

const notFoundMetric = (message: string): GoogleError => new GoogleError(404, "NOT_FOUND", message, "notFound");

const generated = (path: string, more: Partial<Collection> = {}): Collection => ({
  path: `v3/projects/*/${path}/*`,
  id: "generated",
  answers: "document",
  ...more,
});

/** Google drops what has its type's default. */
const withoutDefaults = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Document)
      .filter(([, one]) => one !== 0 && one !== "" && one !== false && !(Array.isArray(one) && one.length === 0))
      .map(([key, one]) => [key, withoutDefaults(one)]),
  );
};

/** Names in requests and answers begin with `projects/`, paths with the version, since dashboards have another. */
export const monitoring: Api = {
  service: "monitoring",
  endpoints: ["monitoring"],
  base: "",
  alwaysEnabled: true,
  collections: [
    generated("alertPolicies", {
      check: checkMetrics,
      fill: (document, { path }) => ({
        ...document,
        conditions: ((document.conditions ?? []) as Document[]).map((one, index) => ({
          name: `${path.slice(3)}/conditions/${index}`,
          ...one,
        })),
        creationRecord: { mutateTime: "2026-01-01T00:00:00Z", mutatedBy: "terraform" },
        mutationRecord: { mutateTime: "2026-01-01T00:00:00Z", mutatedBy: "terraform" },
      }),
      names: ({ notificationChannels = [] }) => (notificationChannels as string[]).map((one) => `v3/${one}`),
    }),
    generated("notificationChannels", {
      refusedInUse: source,
      fill: (document) => ({
        verificationStatus: "VERIFIED",
        ...document,
        ...(document.sensitiveLabels && { labels: { ...document.labels } }),
        sensitiveLabels: undefined,
      }),
    }),
    generated("uptimeCheckConfigs"),
    {
      path: "v3/projects/*/services/*",
      id: { parameter: "serviceId" },
      answers: "document",
      // What a service is about is text to Google.
      referring: () => ({}),
      fill: (document) => ({ custom: {}, ...document }),
    },
    {
      path: "v3/projects/*/services/*/serviceLevelObjectives/*",
      check: checkMetrics,
      id: { parameter: "serviceLevelObjectiveId" },
      answers: "document",
    },
    {
      path: "v1/projects/*/dashboards/*",
      id: { field: "name" },
      answers: "document",
      name: "number",
      fill: (document, { before }) => ({
        ...(withoutDefaults(document) as Document),
        etag: String(Number(before?.etag ?? 0) + 1),
      }),
    },
  ],
  special: ({ method, path }, world) => {
    if (method !== "DELETE" || !/\/notificationChannels\/[^/]+$/.test(path)) return undefined;
    const user = world.userOf(path);
    if (user === undefined) return undefined;
    throw new GoogleError(
      400,
      "FAILED_PRECONDITION",
      `Could not delete ${path}: still being referenced by ${user}`,
      "failedPrecondition",
    );
  },
};
