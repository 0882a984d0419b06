import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { PubsubSubscriptionIamMember } from "@cdktf/provider-google/lib/pubsub-subscription-iam-member";
import { PubsubTopicIamMember } from "@cdktf/provider-google/lib/pubsub-topic-iam-member";
import { SecretManagerSecretIamMember } from "@cdktf/provider-google/lib/secret-manager-secret-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import { SqlUser } from "@cdktf/provider-google/lib/sql-user";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { Environment, Service } from "../../contract/environment";
import { signsUploadUrls } from "../cloud-storage/schema";
import { constructId } from "../../contract/names";
import { databaseInstanceName, databaseUser } from "../cloud-sql/names";
import { bucketName } from "../cloud-storage/names";
import { subscriptionName } from "../pubsub/names";
import { accountEmail, accountId, customRoleId, serviceAccountEmail } from "./names";
import {
  bucketRoles,
  callRoles,
  databaseRoles,
  roleId,
  secretAccessorRole,
  subscriberRole,
  telemetryRoles,
  topicPublisherRole,
  urlSignerRole,
} from "./roles";
import { servicePermissions } from "./service-permissions";

export interface ServiceIdentityProps {
  readonly environment: Environment;
  readonly service: Service;
}

/**
 * A service's own service account and the grants that its entry declares, each at the
 * narrowest level of its product. Nothing undeclared is granted.
 *
 * The account of an external service is created by its team; it receives the same
 * grants here.
 *
 * The service's database user may only log in. Migrations grant its rights within
 * PostgreSQL.
 */
export class ServiceIdentity extends Construct {
  /** E-mail of the account, known at plan time; a resource that uses it depends on the account. */
  readonly email: string;
  private readonly granted: TerraformResource[] = [];

  constructor(scope: Construct, id: string, { environment, service }: ServiceIdentityProps) {
    super(scope, id);
    this.email = this.account(environment, service);
    const member = `serviceAccount:${this.email}`;

    for (const role of [
      ...telemetryRoles,
      ...service.calls.flatMap((call) => callRoles[call] ?? []),
      ...(service.cloudSql === undefined ? [] : databaseRoles),
    ]) {
      this.granted.push(new ProjectIamMember(this, roleId(role), { project: environment.project.id, role, member }));
    }
    this.grantCustomRole(environment, service, member);
    for (const [intent, role] of Object.entries(bucketRoles) as [keyof typeof bucketRoles, string][]) {
      for (const bucket of service[intent]) {
        const grantId = `${constructId(intent)}-${bucket}`;
        this.granted.push(
          new StorageBucketIamMember(this, grantId, { bucket: bucketName(environment, bucket), role, member }),
        );
      }
    }
    for (const topic of service.publishes) {
      this.granted.push(
        new PubsubTopicIamMember(this, `Publishes-${topic}`, { topic, role: topicPublisherRole, member }),
      );
    }
    for (const [queue, pathOrPull] of Object.entries(service.queues)) {
      // A pushed message arrives as a request, so the service needs no role on the subscription.
      if (pathOrPull !== "pull") continue;
      this.granted.push(
        new PubsubSubscriptionIamMember(this, `Receives-${queue}`, {
          subscription: subscriptionName(queue),
          role: subscriberRole,
          member,
        }),
      );
    }
    if (service.cloudSql !== undefined && environment.cloudSql !== undefined) {
      this.granted.push(
        new SqlUser(this, "DatabaseUser", {
          name: databaseUser(this.email),
          instance: databaseInstanceName(environment, environment.cloudSql),
          type: "CLOUD_IAM_SERVICE_ACCOUNT",
          // PostgreSQL cannot drop a user who owns objects; without its service account nobody can log in as this user.
          deletionPolicy: "ABANDON",
        }),
      );
    }
    for (const secret of [...new Set(Object.values(service.secrets))].sort()) {
      this.granted.push(
        new SecretManagerSecretIamMember(this, `Secret-${secret}`, {
          secretId: secret,
          role: secretAccessorRole,
          member,
        }),
      );
    }
    // An external account may belong to another project, whose owner must grant this role.
    if (service.external === undefined && signsUploadUrls(environment, service)) {
      this.granted.push(
        new ServiceAccountIamMember(this, "SignsUploadUrls", {
          serviceAccountId: `projects/${environment.project.id}/serviceAccounts/${this.email}`,
          role: urlSignerRole,
          member,
        }),
      );
    }
  }

  /** Every grant of the service, for resources that must wait for them. */
  get grants(): readonly TerraformResource[] {
    return this.granted;
  }

  private account(environment: Environment, service: Service): string {
    if (service.external !== undefined) return serviceAccountEmail(environment, service);
    const account = new ServiceAccount(this, "Default", {
      accountId: accountId(service),
      displayName: service.title,
      description: service.description,
    });
    return accountEmail(environment, account.accountId);
  }

  private grantCustomRole(environment: Environment, service: Service, member: string): void {
    const permissions = servicePermissions(service);
    if (permissions.length === 0) return;
    const role = new ProjectIamCustomRole(this, "Role", {
      roleId: customRoleId(service),
      title: service.title,
      description: `Permissions of ${service.title} that no predefined role grants alone`,
      permissions,
      stage: "GA",
    });
    this.granted.push(
      new ProjectIamMember(this, "CustomRole", {
        project: environment.project.id,
        role: `projects/${environment.project.id}/roles/${role.roleId}`,
        member,
      }),
    );
  }
}
