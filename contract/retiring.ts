import type { Environment } from "./environment";
import { constructId, stackId, type Layer } from "./names";
import { passingHosts } from "./routes";
import { dataStackId, storeSubjects } from "./subjects";

/** A part of a layer: the resources whose names start with these words. An empty start is the whole layer. */
interface Part {
  readonly layer: Layer;
  readonly start: string;
}

const part = (layer: Layer, start: string): Part => ({ layer, start });

/** The resources that `retiring` lets go. */
function parts(environment: Environment): Part[] {
  const { retiring, services } = environment;
  const inData = (kind: string, keys: readonly string[]): Part[] => keys.map((key) => part("data", `${kind}-${key}`));
  const database = dataStackId("cloudSql");
  return [
    ...retiring.services.map((slug) => part("runtime", constructId(slug))),
    ...retiring.regions.flatMap((region) =>
      services.map(({ slug }) => part("runtime", `${constructId(slug)}_${region}`)),
    ),
    ...inData("Secret", retiring.secrets),
    ...Object.keys(retiring.buckets).map((bucket) => part("data", constructId(bucket))),
    ...inData("Queue", retiring.queues),
    ...retiring.queues.map((queue) => part("runtime", `Push-${queue}`)),
    ...inData(`${database}_Logical`, retiring.databases),
    ...inData(`${database}_Replica`, retiring.replicas),
    ...storeSubjects.filter(([store]) => retiring[store]).map(([store]) => part("data", dataStackId(store))),
    ...(retiring.cloudSql ? [part("foundation", "PrivateServices")] : []),
    ...(retiring.cluster ? [part("runtime", "Cluster")] : []),
    ...(retiring.environment
      ? (["foundation", "data", "runtime", "operations"] as const).map((layer) => part(layer, ""))
      : []),
  ];
}

/** How a served host is listed among addresses that are pinned; what follows a `#` is where it is. */
export const hostAddress = (host: string): string => `https://${host}`;

/** Whether a resource may go by `retiring`, or a host since it is an alias. The address is `type.name`; the name is its construct's path, joined by `_`. */
export function isRetiring(environment: Environment, stack: string, address: string): boolean {
  if (address.startsWith(hostAddress("")))
    return (
      environment.retiring.environment === true ||
      passingHosts(environment).map(hostAddress).includes(address.split("#")[0]!)
    );
  const name = address.slice(address.indexOf(".") + 1);
  return parts(environment).some(
    ({ layer, start }) =>
      stack === stackId(environment, layer) && (start === "" || name === start || name.startsWith(`${start}_`)),
  );
}

/** Whether Terraform may delete the objects of the bucket at this address. The audit trail is no bucket of the data layer. */
export function losesObjects(environment: Environment, stack: string, address: string): boolean {
  const { retiring } = environment;
  if (retiring.environment) return stack === stackId(environment, "data");
  const kept = Object.fromEntries(Object.entries(retiring.buckets).filter(([, objects]) => objects === "delete"));
  return isRetiring({ ...environment, retiring: { ...retiring, buckets: kept } }, stack, address);
}

type Line = readonly [address: RegExp, line: (key: string) => string];

const lines: readonly Line[] = [
  [/^google_secret_manager_secret\.Secret-([a-z0-9-]+)/, (key) => `secrets: ["${key}"]`],
  [/^google_pubsub_\w+\.(?:Queue|Push)-([a-z0-9-]+)/, (key) => `queues: ["${key}"]`],
  [/^google_sql_database\.\w+_Logical-([a-z0-9-]+)/, (key) => `databases: ["${key}"]`],
  [/^google_sql_database_instance\.\w+_Replica-([a-z0-9-]+)/, (key) => `replicas: ["${key}"]`],
  [/^google_\w+\.PrivateServices/, () => "cloudSql: true"],
  [/^google_container_cluster\./, () => "cluster: true"],
  [/^google_storage_bucket\.([A-Za-z0-9]+)$/, (id) => `buckets: { "${keyOf(id)}": "delete" } (or "moved")`],
  [
    /^google_cloud_run_v2_service\.([A-Za-z0-9]+_[a-z0-9-]+)/,
    (id) => `services: ["${keyOf(id.split("_")[0]!)}"] (or regions: ["${id.split("_")[1]!}"])`,
  ],
  ...storeSubjects.map(([store]): Line => [
    new RegExp(`^google_\\w+\\.${dataStackId(store)}(?:_|$)`),
    () => `${store}: true`,
  ]),
];

/** What to write into `retiring` to let go of the resource that was at this address; undefined if nothing lets it go. */
export function retiringLine(address: string): string | undefined {
  for (const [pattern, line] of lines) {
    const match = pattern.exec(address);
    if (match !== null) return `retiring: { ${line(match[1] ?? "")} }`;
  }
  return undefined;
}

/** Key of a construct id: `AudioCache` is of `audio-cache`. */
const keyOf = (id: string): string => id.replaceAll(/(?!^)([A-Z])/g, "-$1").toLowerCase();
