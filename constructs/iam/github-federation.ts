import { IamWorkloadIdentityPool } from "@cdktf/provider-google/lib/iam-workload-identity-pool";
import { IamWorkloadIdentityPoolProvider } from "@cdktf/provider-google/lib/iam-workload-identity-pool-provider";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";

export interface GithubFederationProps {
  readonly environment: Pick<Environment, "name" | "project" | "github" | "deployBranch">;
}

/** A way in: where a workflow exchanges its token, and who it is afterwards. */
export interface FederatedCaller {
  /** Resource name that the workflow asks for. */
  readonly provider: string;
  /** IAM member of every token that passes. */
  readonly member: string;
}

const issuerUri = "https://token.actions.githubusercontent.com";

/** Ways to start a workflow on the environment's branch. Not `pull_request_target`, whose token bears the same branch. */
const deployEvents = ["push", "workflow_dispatch"];

/** Ways to start one on any code of the repository; on others, such as `issue_comment`, workflows often check out a stranger's. */
const planEvents = ["pull_request", "schedule", ...deployEvents];

/**
 * Lets workflows of one GitHub repository act as Google accounts, without a key.
 *
 *     a workflow of the repository            -> provider plan  -> attribute.repository_id -> plan account
 *     its branch, started by push or by hand,
 *     and past the GitHub environment's rules -> provider apply -> attribute.environment   -> apply account
 *
 * Each provider maps only the attribute by which its own account is granted, so
 * a token that came in through one is nobody to the other's account. The
 * repository counts by its id: a name can be given up and taken by somebody else.
 *
 * A workflow can be changed in the pull request that runs it and can name any
 * GitHub environment. So the environment's claim does not suffice: the branch
 * and the event must say that the workflow itself has been merged.
 *
 * A deleted pool's or provider's id stays taken for 30 days (Google, "Manage
 * workload identity pools and providers"); docs/bootstrap.md brings one back.
 */
export class GithubFederation extends Construct {
  /** Reads. */
  readonly plan: FederatedCaller;
  /** Changes. */
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
    const sameRepository = `assertion.repository_id == "${github.repositoryId}"`;

    const caller = (id: string, attribute: string, value: string, condition: string): FederatedCaller => {
      const provider = new IamWorkloadIdentityPoolProvider(this, `Provider-${id}`, {
        workloadIdentityPoolId: pool.workloadIdentityPoolId,
        workloadIdentityPoolProviderId: id,
        displayName: `GitHub ${id}`,
        attributeMapping: { "google.subject": "assertion.sub", [`attribute.${attribute}`]: `assertion.${attribute}` },
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
      [sameRepository, startedBy(planEvents)].join(" && "),
    );
    this.apply = caller(
      "apply",
      "environment",
      name,
      [
        sameRepository,
        `assertion.environment == "${name}"`,
        `assertion.ref == "refs/heads/${deployBranch}"`,
        startedBy(deployEvents),
      ].join(" && "),
    );
  }
}
