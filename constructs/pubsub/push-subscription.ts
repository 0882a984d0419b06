import { CloudRunV2ServiceIamMember } from "@cdktf/provider-google/lib/cloud-run-v2-service-iam-member";
import { PubsubSubscription } from "@cdktf/provider-google/lib/pubsub-subscription";
import { PubsubSubscriptionIamMember } from "@cdktf/provider-google/lib/pubsub-subscription-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import { Construct } from "constructs";
import type { Environment, Service } from "../../contract/environment";
import { serviceAgentMember } from "../../contract/service-agents";
import { serviceUrl } from "../cloud-run/names";
import { accountEmail } from "../iam/names";
import { invokerRole, subscriberRole } from "../iam/roles";
import { deadLetterTopic, pushAccountId, topicPath } from "./names";
import { subscriptionSettings } from "./subscription-settings";

export interface PushSubscriptionProps {
  readonly environment: Environment;
  /** Key of the queue. */
  readonly queue: string;
  /** The service that receives the messages. */
  readonly service: Service;
  /** Reference to the name of the receiver's Cloud Run service in the primary region, where its data is. */
  readonly serviceNameReference: string;
  /** URL path of the receiver for the messages. */
  readonly path: string;
}

/**
 * A push subscription that delivers a queue's messages to a service. It authenticates
 * with the queue's own service account, which may only invoke that service.
 *
 * Pub/Sub counts as internal traffic at a service's run.app address only (Google,
 * "Restrict network ingress for Cloud Run"), so the path need not be routed. If the
 * service is public, Cloud Run's own IAM check is off and the receiver itself must
 * verify the token: its audience is the service's URL, its e-mail the queue's account.
 */
export class PushSubscription extends Construct {
  constructor(scope: Construct, id: string, props: PushSubscriptionProps) {
    super(scope, id);
    const { environment, queue, service, serviceNameReference, path } = props;
    const account = new ServiceAccount(this, "Account", {
      accountId: pushAccountId(queue),
      displayName: `Push of ${queue}`,
      description: `Pub/Sub calls ${service.title} as this account with the messages of ${queue}`,
    });
    const email = accountEmail(environment, account.accountId);
    const invoker = new CloudRunV2ServiceIamMember(this, "Invoker", {
      name: serviceNameReference,
      location: environment.primaryRegion,
      role: invokerRole,
      member: `serviceAccount:${email}`,
    });
    // A service agent that was created by command has no role in the project and needs only this one
    // (Google, "Create and grant roles to service agents").
    const signer = new ServiceAccountIamMember(this, "Signer", {
      serviceAccountId: `projects/${environment.project.id}/serviceAccounts/${email}`,
      role: "roles/iam.serviceAccountOpenIdTokenCreator",
      member: serviceAgentMember(environment, "pubsub"),
    });
    const url = serviceUrl(environment, serviceNameReference, environment.primaryRegion);
    const subscription = new PubsubSubscription(this, "Default", {
      ...subscriptionSettings(environment, queue, topicPath(environment, deadLetterTopic(queue))),
      topic: topicPath(environment, queue),
      pushConfig: {
        pushEndpoint: `${url}${path}`,
        oidcToken: { serviceAccountEmail: email, audience: url },
      },
      // Without these grants the first push of a waiting message would count as a failed delivery.
      dependsOn: [invoker, signer],
    });
    new PubsubSubscriptionIamMember(this, "DeadLetterForwarder", {
      subscription: subscription.name,
      role: subscriberRole,
      member: serviceAgentMember(environment, "pubsub"),
      // A subscription that is replaced keeps its name and loses its policy.
      lifecycle: { replaceTriggeredBy: [`${subscription.terraformResourceType}.${subscription.friendlyUniqueId}.id`] },
    });
  }
}
