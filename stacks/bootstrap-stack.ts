import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { DeployIdentity } from "../constructs/iam/deploy-identity";
import { deployRights } from "../constructs/iam/deploy-roles";
import { GithubFederation } from "../constructs/iam/github-federation";
import { customRoleNames } from "../constructs/iam/granted-agents";
import { serviceIdentityCommands } from "../constructs/iam/service-identities";
import { projectRoles } from "../constructs/iam/roles";
import { KeyRing } from "../constructs/kms/key-ring";
import { EnabledApis } from "../constructs/service-usage/enabled-apis";
import { resourcesIn } from "../constructs/service-usage/required-apis";
import { Bucket } from "../constructs/cloud-storage/bucket";
import { stateBucketName } from "../constructs/cloud-storage/names";
import { applyAccountId, planAccountId } from "../constructs/iam/names";
import type { Environment } from "../contract/environment";
import { bootstrapKeyRingName, keyLocation } from "../constructs/kms/names";
import { stackId } from "../contract/names";
import type { ServiceAgentName } from "../contract/service-agents";
import { configureLayer } from "./layer";

/**
 * Resources that must exist before the pipeline can run, and that define its rights:
 * the state bucket, the federation with GitHub, the two deploy accounts, and the first
 * APIs.
 *
 * A person applies this stack (docs/bootstrap.md), so no other stack depends on it.
 */
export class BootstrapStack extends TerraformStack {
  private readonly environment: Environment;
  private readonly state: Bucket;
  private readonly github: GithubFederation;

  constructor(scope: Construct, environment: Environment) {
    super(scope, stackId(environment, "bootstrap"));
    configureLayer(this, environment, "bootstrap");
    this.environment = environment;
    this.state = new Bucket(this, "State", {
      projectId: environment.project.id,
      name: stateBucketName(environment),
      location: environment.primaryRegion,
      // A lost state cannot be recreated.
      contents: "records",
      protection: environment.protection,
      noncurrentVersionDays: environment.retentionDays.noncurrentVersions,
      kmsKeyName: this.stateKey(),
    });
    this.github = new GithubFederation(this, "Github", { environment });
  }

  /** Creates the deploy accounts. Call it after the layers are complete, since their resource types determine the rights. */
  addDeployIdentities(layers: readonly TerraformStack[], grantedAgents: readonly ServiceAgentName[]): void {
    const { environment, github } = this;
    const types = layers.flatMap(resourcesIn).map(({ terraformResourceType }) => terraformResourceType);
    const rights = deployRights(types);
    const plan = new DeployIdentity(this, "Plan", {
      environment,
      accountId: planAccountId,
      title: "Terraform plan",
      description: "Plans for every workflow of the repository; changes nothing",
      caller: github.plan.member,
      rights: rights.plan,
      stateBucket: this.state.nameReference,
      stateRole: "roles/storage.objectViewer",
    });
    const apply = new DeployIdentity(this, "Apply", {
      environment,
      accountId: applyAccountId,
      title: "Terraform apply",
      description: `Applies from GitHub's environment ${environment.name}`,
      caller: github.apply.member,
      rights: rights.apply,
      // The whole closed map, so that a service's first call of another Google API needs no apply of bootstrap.
      grantableRoles: [...Object.keys(projectRoles), ...customRoleNames(environment, layers)],
      stateBucket: this.state.nameReference,
      stateRole: "roles/storage.objectUser",
    });

    new TerraformOutput(this, "workload_identity_provider", {
      description: "Provider that a workflow names to plan, and to apply",
      value: { plan: github.plan.provider, apply: github.apply.provider },
    });
    new TerraformOutput(this, "service_account", {
      description: "Account as which a workflow plans, and applies",
      value: { plan: plan.email, apply: apply.email },
    });
    new TerraformOutput(this, "state_bucket", {
      description: "Bucket of every state of the environment",
      value: this.state.name,
    });
    new TerraformOutput(this, "service_identities", {
      description: "Commands that make the service agents to which a stack grants something",
      value: serviceIdentityCommands(environment, grantedAgents),
    });
  }

  /** Enables the APIs that every layer needs first. Call it last, so that all other resources depend on them. */
  enableApis(apis: readonly string[]): void {
    new EnabledApis(this, "Api", { apis }).addDependencies(this);
  }

  private stateKey(): string | undefined {
    const { environment } = this;
    if (environment.encryption === "google-default") return undefined;
    return new KeyRing(this, "StateKey", {
      environment,
      name: bootstrapKeyRingName(environment),
      location: keyLocation(environment, "state"),
      data: ["state"],
    }).keyFor("state", "cloudStorage");
  }
}
