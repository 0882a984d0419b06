import { leastDays as leastAuditDays } from "../constructs/cloud-logging/rules";
import { unmet } from "../contract/unmet";
import { auditBucketName, bucketName, stateBucketName } from "../constructs/cloud-storage/names";
import { daySeconds } from "../contract/duration";
import type { Environment } from "../contract/environment";
import { isRetiring, losesObjects } from "../contract/retiring";
import { blocksAt, ofType, onEach, resources, valueAt, type Attributes, type Policy, type Resource } from "./policy";
import { typesWith } from "./registry";

const guards = new Map(typesWith("guards"));
const isGuarded = (type: string): boolean => guards.has(type);

const preventsDestroy = (attributes: Attributes): boolean =>
  blocksAt(attributes, "lifecycle")[0]?.prevent_destroy === true;

/** Arguments that keep Terraform from fully destroying a resource, or make it abandon the resource in the project. */
const destroyBlockers = ({ type, attributes }: Resource): string[] => [
  ...(preventsDestroy(attributes) ? ["prevent_destroy"] : []),
  ...(guards.get(type) ?? [])
    .filter(({ argument, keeps }) => keeps(valueAt(attributes, argument)))
    .map(({ argument }) => argument),
];

/** Terraform must be able to destroy a disposable environment completely, without manual steps. */
const disposableDestroys: Policy = {
  id: "disposable-destroys",
  check: (built) => {
    if (built.environment.protection === "protected") return [];
    return resources(built, () => true).flatMap((resource) =>
      destroyBlockers(resource).map((argument) => ({
        resource,
        message: `'${argument}' keeps Terraform from destroying a disposable environment; let protection decide it`,
      })),
    );
  },
};

const undestroyable = "can be destroyed in a protected environment; set lifecycle.prevent_destroy";

/** Whether a bucket's objects are recovered from versions. */
const isVersioned = (contents: string | undefined, name: string, environment: Environment): boolean =>
  contents === "records" || contents === "site" || name === stateBucketName(environment);

const protectedPolicy = (
  id: string,
  types: readonly string[],
  broken: (attributes: Attributes, resource: Resource, environment: Environment) => string | undefined,
): Policy =>
  onEach(id, ofType(...types), (resource, environment) =>
    environment.protection === "protected" ? broken(resource.attributes, resource, environment) : undefined,
  );

/** Whether the environment's `retiring` lets a resource go, so that its guards are down. */
const isLetGo = ({ stack, address }: Resource, environment: Environment): boolean =>
  isRetiring(environment, stack, address);

export const protectionPolicies: readonly Policy[] = [
  protectedPolicy(
    "protected-data",
    typesWith("preventDestroy").map(([type]) => type),
    (attributes, resource, environment) =>
      preventsDestroy(attributes) || isLetGo(resource, environment) ? undefined : undestroyable,
  ),
  onEach("protected-deletion", isGuarded, (resource, environment) =>
    environment.protection === "disposable" || isLetGo(resource, environment)
      ? []
      : guards
          .get(resource.type)!
          .flatMap(({ argument, protected: required }) =>
            unmet([
              [
                required === undefined || valueAt(resource.attributes, argument) === required.value,
                required?.against === "terraform"
                  ? `can be deleted in a protected environment; set ${argument}`
                  : `can be deleted by the console or gcloud in a protected environment; set ${argument} to ${JSON.stringify(required?.value)}`,
              ],
            ]),
          ),
  ),
  protectedPolicy("protected-versions", ["google_secret_manager_secret"], ({ version_destroy_ttl: delay }) =>
    Number.parseInt(String(delay), 10) >= 7 * daySeconds
      ? undefined
      : "loses a version at once when somebody destroys it; set version_destroy_ttl to at least 7 days",
  ),
  // Google keeps its side for days after the last instance is deleted, and deleting the connection fails until then.
  onEach("connection-left-behind", ofType("google_service_networking_connection"), ({ attributes }) =>
    attributes.deletion_policy === "ABANDON"
      ? undefined
      : "cannot be deleted for days after its database; set deletion_policy to ABANDON",
  ),
  onEach("protected-bucket", ofType("google_storage_bucket"), (resource, environment) => {
    const { attributes, stack, address } = resource;
    const entry = Object.entries(environment.buckets).find(
      ([key]) => bucketName(environment, key) === attributes.name,
    )?.[1];
    if (environment.protection !== "protected" || entry?.contents === "cache") return undefined;
    const softDelete = Number(blocksAt(attributes, "soft_delete_policy")[0]?.retention_duration_seconds);
    const retention = Number(blocksAt(attributes, "retention_policy")[0]?.retention_period);
    return unmet([
      [preventsDestroy(attributes) || isLetGo(resource, environment), undestroyable],
      [
        attributes.force_destroy === false || losesObjects(environment, stack, address),
        "force_destroy deletes its objects in a protected environment; set it to false",
      ],
      [
        !isVersioned(entry?.contents, String(attributes.name), environment) ||
          blocksAt(attributes, "versioning")[0]?.enabled === true,
        "a replaced object is gone at once; set versioning",
      ],
      [
        attributes.name !== auditBucketName(environment) || retention >= leastAuditDays * daySeconds,
        `may lose what happened within ${leastAuditDays} days; set retention_policy`,
      ],
      [softDelete >= 7 * daySeconds, "a deleted object is gone at once; set soft_delete_policy to at least 7 days"],
    ]);
  }),
  protectedPolicy("protected-image", ["google_cloud_run_v2_service"], (attributes) => {
    const image = String(blocksAt(attributes, "template", "containers")[0]?.image);
    return /@sha256:[0-9a-f]{64}$/.test(image)
      ? undefined
      : `'${image}' can move under a protected environment; give its digest`;
  }),
  protectedPolicy("protected-tags", ["google_artifact_registry_repository"], (attributes) =>
    blocksAt(attributes, "docker_config")[0]?.immutable_tags === true
      ? undefined
      : "lets a tag move, so that cleanup may delete what is deployed; set docker_config.immutable_tags",
  ),
  protectedPolicy("protected-front-door", ["google_compute_backend_service"], (attributes) =>
    attributes.security_policy === undefined
      ? "faces the internet without Cloud Armor; attach the security policy"
      : undefined,
  ),
  disposableDestroys,
];
