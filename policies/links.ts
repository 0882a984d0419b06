import { derivedNames } from "../contract/derived-variables";
import { suggestion } from "../contract/schema-faults";
import { blocksAt, resources, type Attributes, type Policy, type SynthesizedEnvironment } from "./policy";

/** Where a resource names one of an earlier layer, and what the name must belong to. */
interface Link {
  readonly from: string;
  /** Names at that place; a reference (`${...}`) is Terraform's own to check. */
  readonly names: (attributes: Attributes) => unknown[];
  readonly to: string;
  /** Argument of `to` that holds the name. */
  readonly as: string;
  /** The same layer may declare it: Google checks the name when it is used, not when it is written. */
  readonly sameLayer?: true;
}

const last = (path: unknown): string | undefined => (typeof path === "string" ? path.split("/").at(-1) : undefined);
const variables = (service: Attributes): Attributes[] => blocksAt(service, "template", "containers", "env");
const variable =
  (name: string) =>
  (service: Attributes): unknown[] =>
    variables(service)
      .filter((one) => one.name === name)
      .map(({ value }) => value);

const interfaces = ["template", "vpc_access", "network_interfaces"];

const links: readonly Link[] = [
  {
    from: "google_storage_bucket_iam_member",
    names: ({ bucket }) => [bucket],
    to: "google_storage_bucket",
    as: "name",
  },
  {
    from: "google_compute_backend_bucket",
    names: ({ bucket_name }) => [bucket_name],
    to: "google_storage_bucket",
    as: "name",
  },
  { from: "google_pubsub_topic_iam_member", names: ({ topic }) => [topic], to: "google_pubsub_topic", as: "name" },
  {
    from: "google_secret_manager_secret_iam_member",
    names: ({ secret_id }) => [secret_id],
    to: "google_secret_manager_secret",
    as: "secret_id",
  },
  {
    from: "google_cloud_run_v2_service",
    names: (service) =>
      blocksAt(service, "template", "containers", "env", "value_source", "secret_key_ref").map(({ secret }) => secret),
    to: "google_secret_manager_secret",
    as: "secret_id",
  },
  {
    from: "google_cloud_run_v2_service",
    names: (service) => blocksAt(service, ...interfaces).map(({ network }) => network),
    to: "google_compute_network",
    as: "name",
  },
  {
    from: "google_cloud_run_v2_service",
    names: (service) => blocksAt(service, ...interfaces).map(({ subnetwork }) => subnetwork),
    to: "google_compute_subnetwork",
    as: "name",
  },
  {
    from: "google_cloud_run_v2_service",
    names: (service) => blocksAt(service, "template", "containers").map(({ image }) => String(image).split("/")[2]),
    to: "google_artifact_registry_repository",
    as: "repository_id",
  },
  {
    from: "google_cloud_run_v2_service",
    names: (service) => variables(service).map(({ value }) => /\/topics\/(.+)$/.exec(String(value))?.[1]),
    to: "google_pubsub_topic",
    as: "name",
  },
  {
    from: "google_cloud_run_v2_service",
    names: (service) => variables(service).map(({ value }) => /\/subscriptions\/(.+)$/.exec(String(value))?.[1]),
    to: "google_pubsub_subscription",
    as: "name",
    sameLayer: true,
  },
  {
    from: "google_cloud_run_v2_service",
    names: (service) =>
      variable(derivedNames.databaseConnection)(service).map((value) => String(value).split(":").at(-1)),
    to: "google_sql_database_instance",
    as: "name",
  },
  {
    from: "google_cloud_run_v2_service",
    names: variable(derivedNames.databaseName),
    to: "google_sql_database",
    as: "name",
  },
  {
    from: "google_cloud_run_v2_service",
    names: variable(derivedNames.firestoreDatabase),
    to: "google_firestore_database",
    as: "name",
  },
  {
    from: "google_sql_database_instance",
    names: (instance) =>
      blocksAt(instance, "settings", "ip_configuration").map(({ private_network }) => last(private_network)),
    to: "google_compute_network",
    as: "name",
  },
  {
    from: "google_sql_database_instance",
    names: (instance) =>
      blocksAt(instance, "settings", "ip_configuration").map(({ allocated_ip_range }) => allocated_ip_range),
    to: "google_compute_global_address",
    as: "name",
  },
  { from: "google_sql_user", names: ({ instance }) => [instance], to: "google_sql_database_instance", as: "name" },
  { from: "google_pubsub_subscription", names: ({ topic }) => [last(topic)], to: "google_pubsub_topic", as: "name" },
  {
    from: "google_pubsub_subscription",
    names: (subscription) =>
      blocksAt(subscription, "dead_letter_policy").map(({ dead_letter_topic }) => last(dead_letter_topic)),
    to: "google_pubsub_topic",
    as: "name",
  },
  {
    from: "google_pubsub_subscription_iam_member",
    names: ({ subscription }) => [subscription],
    to: "google_pubsub_subscription",
    as: "name",
  },
  {
    from: "google_container_cluster",
    names: ({ network }) => [last(network)],
    to: "google_compute_network",
    as: "name",
  },
  {
    from: "google_container_cluster",
    names: ({ subnetwork }) => [last(subnetwork)],
    to: "google_compute_subnetwork",
    as: "name",
  },
  {
    from: "google_artifact_registry_repository_iam_member",
    names: ({ repository }) => [last(repository)],
    to: "google_artifact_registry_repository",
    as: "repository_id",
  },
  {
    from: "google_monitoring_uptime_check_config",
    names: (check) => blocksAt(check, "monitored_resource", "labels").map(({ host }) => host),
    to: "google_certificate_manager_certificate_map_entry",
    as: "hostname",
  },
];

/**
 * Layers share names and nothing else, so a name that no earlier layer declares
 * would fail at apply, or wait there for somebody else to take it. This is what
 * makes plain names as safe as references.
 */
export const linkPolicy: Policy = {
  id: "links",
  check: (built) =>
    links.flatMap(({ from, names, to, as, sameLayer }) =>
      resources(built, (type) => type === from).flatMap((resource) => {
        const declared = declaredBefore(built, resource.stack, to, as, sameLayer);
        return names(resource.attributes)
          .filter((name): name is string => typeof name === "string" && !name.includes("${"))
          .filter((name) => !declared.includes(name))
          .map((name) => ({
            resource,
            message: `names ${to} '${name}', which no earlier layer declares${suggestion(name, declared)}`,
          }));
      }),
    ),
};

function declaredBefore(
  { environment, stacks }: SynthesizedEnvironment,
  stack: string,
  type: string,
  argument: string,
  sameLayer = false,
): string[] {
  const position = stacks.findIndex(({ id }) => id === stack);
  const earlier = stacks.slice(0, sameLayer ? position + 1 : position);
  return resources({ environment, stacks: earlier }, (other) => other === type).map(({ attributes }) =>
    String(attributes[argument]),
  );
}
