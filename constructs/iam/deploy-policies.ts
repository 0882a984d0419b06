import { projectRoles } from "./roles";
import type { Environment } from "../../contract/environment";
import { bootstrapKeyRingName, keyLocation, keyRingPath } from "../kms/names";
import { stackId } from "../../contract/names";
import {
  blocksAt,
  ofType,
  onEach,
  resolved,
  resources,
  type Attributes,
  type Policy,
  type SynthesizedEnvironment,
} from "../../policies/policy";
import { contentOf } from "../../policies/content";
import { registry } from "../../policies/registry";
import { stateBucketName } from "../cloud-storage/names";
import { applyAccountId, planAccountId } from "./names";

/** Roles that can read data of users and services, although their names say viewer or reader. */
const readsData =
  /^roles\/(viewer$|(artifactregistry|bigquery|cloudsql|compute|container|datastore|firebase|logging)\.|iam\.securityReviewer|secretmanager\.secretAccessor)/;
/** Permissions that read configuration: Google's verbs for it, and those for which the registry has a reason. */
const readsSettings = (permission: string): boolean =>
  /\.(get|list|getIamPolicy|getMetadata)$/.test(permission) || reasons.has(permission);
const reasons = new Set(Object.values(registry).flatMap(({ rights }) => Object.keys(rights.planReasons ?? {})));

/** Any pull request of the repository can use the plan account, so the account may read only configuration and states. */
const planAccountReads: Policy = {
  id: "plan-account-reads",
  check: (built) =>
    resources(built, (type) => type.endsWith("_iam_member"))
      .filter(({ stack, attributes }) =>
        resolved(built, stack, String(attributes.member)).startsWith(`serviceAccount:${planAccountId}@`),
      )
      .flatMap((resource) => {
        const role = resolved(built, resource.stack, String(resource.attributes.role));
        const permissions = customPermissions(built, role);
        const bad =
          permissions === undefined
            ? [role].filter((one) => !/(viewer|reader)$/i.test(one) || readsData.test(one))
            : permissions.filter((one) => !readsSettings(one) || contentOf(one) !== undefined);
        return bad.map((right) => ({
          resource,
          message: `lets any pull request use '${right}'; the plan account reads settings and the states only, so give its row other rights, or the reason in planReasons`,
        }));
      }),
};

/** Permissions of the custom role with this full name; undefined for a predefined role. */
function customPermissions(built: SynthesizedEnvironment, role: string): string[] | undefined {
  const [, id] = /^projects\/[^/]+\/roles\/(.+)$/.exec(role) ?? [];
  if (id === undefined) return undefined;
  const found = resources(built, ofType("google_project_iam_custom_role")).find(
    ({ attributes }) => attributes.role_id === id,
  );
  return (found?.attributes.permissions as string[] | undefined) ?? [role];
}

function conditionOf(attributes: Attributes): string {
  const expression = blocksAt(attributes, "condition")[0]?.expression;
  return typeof expression === "string" ? expression : "";
}

/** Roles that could undo bootstrap's decisions, each with a check that the grant's condition prevents it. */
const limits: Readonly<Record<string, (built: SynthesizedEnvironment, expression: string) => boolean>> = {
  "roles/resourcemanager.projectIamAdmin": (built, expression) => {
    const list = /api\.getAttribute\('iam\.googleapis\.com\/modifiedGrantsByRole', \[\]\)\.hasOnly\(\[([^\]]*)\]\)/g;
    const rest = expression.replaceAll(list, "");
    const custom = resources(built, ofType("google_project_iam_custom_role"))
      .filter(({ stack }) => stack !== stackId(built.environment, "bootstrap"))
      .map(({ attributes }) => `projects/${built.environment.project.id}/roles/${String(attributes.role_id)}`);
    const named = [...expression.matchAll(list)].flatMap(([, roles]) =>
      [...(roles ?? "").matchAll(/'([^']+)'/g)].map(([, role]) => role ?? ""),
    );
    return (
      expression !== "" &&
      /^( \|\| )*$/.test(rest) &&
      named.every((role) => Object.hasOwn(projectRoles, role) || custom.includes(role))
    );
  },
  "roles/storage.admin": ({ environment }, expression) =>
    isWithout(expression, `projects/_/buckets/${stateBucketName(environment)}`),
  "roles/cloudkms.admin": ({ environment }, expression) =>
    isWithout(
      expression,
      keyRingPath(environment, keyLocation(environment, "state"), bootstrapKeyRingName(environment)),
    ),
};

const isWithout = (expression: string, resource: string): boolean =>
  expression === `!(resource.name == '${resource}' || resource.name.startsWith('${resource}/'))`;

const deployLimits: Policy = {
  id: "deploy-limits",
  check: (built) =>
    resources(built, ofType("google_project_iam_member"))
      .filter(({ attributes }) => limits[String(attributes.role)]?.(built, conditionOf(attributes)) === false)
      .map((resource) => ({
        resource,
        message: `'${String(resource.attributes.role)}' without its condition reaches what bootstrap decides; see constructs/iam/deploy-limits.ts`,
      })),
};

/** The terms of a condition that are joined by `&&`; alternatives must be in parentheses. */
function conjuncts(condition: string): string[] | undefined {
  const outside = condition.replaceAll(/\([^()]*\)/g, "");
  return outside.includes("||") ? undefined : condition.split(" && ");
}

function providerViolations(attributes: Attributes, { name, github, deployBranch }: Environment): string[] {
  const all = conjuncts(String(attributes.attribute_condition));
  const mapsEnvironment = "attribute.environment" in (attributes.attribute_mapping as object);
  const demanded = [
    `assertion.repository_id == "${github.repositoryId}"`,
    `assertion.repository_owner_id == "${github.repositoryOwnerId}"`,
    ...(mapsEnvironment ? [`assertion.environment == "${name}"`, `assertion.ref == "refs/heads/${deployBranch}"`] : []),
  ];
  return demanded
    .filter((one) => all?.includes(one) !== true)
    .map((one) => `takes tokens of which '${one}' is not true; demand it in attribute_condition`);
}

export const deployPolicies: readonly Policy[] = [
  planAccountReads,
  deployLimits,
  onEach("federation-condition", ofType("google_iam_workload_identity_pool_provider"), ({ attributes }, environment) =>
    providerViolations(attributes, environment),
  ),
  {
    id: "federation-member",
    check: (built) =>
      resources(built, ofType("google_service_account_iam_member"))
        .filter(({ attributes: { role } }) => role === "roles/iam.workloadIdentityUser")
        .filter(({ stack, attributes }) => {
          const account = resolved(built, stack, String(attributes.service_account_id));
          const { name, github } = built.environment;
          const attribute = account.includes(`/${applyAccountId}@`)
            ? `attribute.environment/${name}`
            : `attribute.repository_id/${github.repositoryId}`;
          return !new RegExp(`^principalSet://[^*]+/${attribute}$`).test(String(attributes.member));
        })
        .map((resource) => ({
          resource,
          message: `'${String(resource.attributes.member)}' is not whom the account is for; name the attribute that its provider maps`,
        })),
  },
  onEach("state-of-bootstrap", ofType("google_storage_bucket_iam_member"), ({ stack, attributes }, environment) => {
    if (stack !== stackId(environment, "bootstrap")) return undefined;
    const prefix = `projects/_/buckets/${stateBucketName(environment)}/objects/${stackId(environment, "bootstrap")}/`;
    return conditionOf(attributes) === `!resource.name.startsWith('${prefix}')`
      ? undefined
      : "reaches bootstrap's own state, which a person runs with all rights; except its prefix by a condition";
  }),
];
