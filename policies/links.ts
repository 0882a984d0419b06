import { suggestion } from "../environments/schema-faults";
import { blocksAt, resources, type Attributes, type Policy, type SynthesizedEnvironment } from "./policy";

/** Where a resource names one of an earlier layer, and what the name must belong to. */
interface Link {
  readonly from: string;
  /** Names at that place; a reference (`${...}`) is Terraform's own to check. */
  readonly names: (attributes: Attributes) => unknown[];
  readonly to: string;
  /** Argument of `to` that holds the name. */
  readonly as: string;
}

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
    names: (service) =>
      blocksAt(service, "template", "containers", "env").map(({ value }) => /\/topics\/(.+)$/.exec(String(value))?.[1]),
    to: "google_pubsub_topic",
    as: "name",
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
    links.flatMap(({ from, names, to, as }) =>
      resources(built, (type) => type === from).flatMap((resource) =>
        names(resource.attributes)
          .filter((name): name is string => typeof name === "string" && !name.includes("${"))
          .filter((name) => !declaredBefore(built, resource.stack, to, as).includes(name))
          .map((name) => ({
            resource,
            message: `names ${to} '${name}', which no earlier layer declares${suggestion(name, declaredBefore(built, resource.stack, to, as))}`,
          })),
      ),
    ),
};

function declaredBefore(
  { environment, stacks }: SynthesizedEnvironment,
  stack: string,
  type: string,
  argument: string,
): string[] {
  const earlier = stacks.slice(
    0,
    stacks.findIndex(({ id }) => id === stack),
  );
  return resources({ environment, stacks: earlier }, (other) => other === type).map(({ attributes }) =>
    String(attributes[argument]),
  );
}
