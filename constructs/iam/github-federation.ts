import { IamWorkloadIdentityPool } from "@cdktf/provider-google/lib/iam-workload-identity-pool";
import { IamWorkloadIdentityPoolProvider } from "@cdktf/provider-google/lib/iam-workload-identity-pool-provider";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";

export interface GithubFederationProps {
  readonly environment: Pick<Environment, "name" | "project" | "github" | "deployBranch">;
}

/** One workload identity provider and the principals that it admits. */
export interface FederatedCaller {
  /** Resource name of the provider, for the workflow that exchanges its token. */
  readonly provider: string;
  /** IAM member for every token that the provider accepts. */
  readonly member: string;
}

/**
 * The caller in the audit trail: event, repository and run, such as `push:123456789:9876543210`. GitHub's own `sub` holds the
 * branch's name and may be longer than the 127 bytes that Google takes (google-github-actions/auth#423); no grant names it.
 */
const subject = 'assertion.event_name + ":" + assertion.repository_id + ":" + assertion.run_id';

const issuerUri = "https://token.actions.githubusercontent.com";

/** Events that start a workflow on the environment's branch. Not `pull_request_target`, whose token names the same branch. */
const deployEvents = ["push", "workflow_dispatch"];

/** Events that start a workflow on the repository's own code; on others, such as `issue_comment`, workflows often check out a stranger's code. */
const planEvents = ["pull_request", "schedule", ...deployEvents];

/**
 * Lets workflows of one GitHub repository impersonate Google service accounts,
 * without a key.
 *
 *     a workflow of the repository            -> provider plan  -> attribute.repository_id -> plan account
 *     its branch, started by push or by hand,
 *     and past the GitHub environment's rules -> provider apply -> attribute.environment   -> apply account
 *
 * Each provider maps only the attribute that its own account's grant names, so a
 * token from one provider cannot impersonate the other's account. The repository
 * is identified by its id and its owner's: somebody else can take over a name that
 * is given up, and a transfer to another owner keeps the repository's id.
 *
 * A pull request can change the workflow that it runs, and a workflow can name
 * any GitHub environment. So the environment's claim does not suffice: the branch
 * and the event must prove that the workflow itself has been merged.
 *
 * The id of a deleted pool or provider stays reserved for 30 days (Google, "Manage
 * workload identity pools and providers"); docs/bootstrap.md restores one.
 */
export class GithubFederation extends Construct {
  /** Caller that may plan. */
  readonly plan: FederatedCaller;
  /** Caller that may apply. */
  readonly apply: FederatedCaller;

  constructor(scope: Construct, id: string, { environment }: GithubFederationProps) {
    super(scope, id);
    const { name, project, github, deployBranch } = environment;
    const pool = new IamWorkloadIdentityPool(this, "Default", {
      workloadIdentityPoolId: "github",
      displayName: "GitHub",
      description: `Workflows of ${github.repository}`,
    });
    const poolPath = `projects/${project.number}/locations/global/workloadIdentityPools/${pool.workloadIdentityPoolId}`;
    const sameRepository = [
      `assertion.repository_id == "${github.repositoryId}"`,
      `assertion.repository_owner_id == "${github.repositoryOwnerId}"`,
    ];

    const caller = (id: string, attribute: string, value: string, condition: string): FederatedCaller => {
      const provider = new IamWorkloadIdentityPoolProvider(this, `Provider-${id}`, {
        workloadIdentityPoolId: pool.workloadIdentityPoolId,
        workloadIdentityPoolProviderId: id,
        displayName: `GitHub ${id}`,
        attributeMapping: { "google.subject": subject, [`attribute.${attribute}`]: `assertion.${attribute}` },
        attributeCondition: condition,
        oidc: { issuerUri },
      });
      return {
        provider: `${poolPath}/providers/${provider.workloadIdentityPoolProviderId}`,
        member: `principalSet://iam.googleapis.com/${poolPath}/attribute.${attribute}/${value}`,
      };
    };
    const startedBy = (events: readonly string[]): string =>
      `(${events.map((event) => `assertion.event_name == "${event}"`).join(" || ")})`;
    this.plan = caller(
      "plan",
      "repository_id",
      github.repositoryId,
      [...sameRepository, startedBy(planEvents)].join(" && "),
    );
    this.apply = caller(
      "apply",
      "environment",
      name,
      [
        ...sameRepository,
        `assertion.environment == "${name}"`,
        `assertion.ref == "refs/heads/${deployBranch}"`,
        startedBy(deployEvents),
      ].join(" && "),
    );
  }
}
