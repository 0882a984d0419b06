import { MonitoringNotificationChannel } from "@cdktf/provider-google/lib/monitoring-notification-channel";
import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import type { Channel, Severity } from "./schema";

export interface NotificationChannelsProps {
  readonly environment: Environment;
}

/**
 * Notification channels of the alerts. Tokens are sensitive variables,
 * `TF_VAR_slack_auth_token` and `TF_VAR_pagerduty_service_key`, and never in code.
 * Cloud Monitoring needs them in the channel itself, so this layer's state contains
 * them.
 */
export class NotificationChannels extends Construct {
  /** Names of the contacts' e-mail channels, the only kind that a budget accepts. */
  readonly emails: readonly string[];
  private readonly names = new Map<Channel, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NotificationChannelsProps,
  ) {
    super(scope, id);
    const { contacts, channels, name } = props.environment;
    for (const [role, address] of Object.entries(contacts)) {
      const email = new MonitoringNotificationChannel(this, `Email-${role}`, {
        displayName: `${name}: ${role} contact`,
        type: "email",
        labels: { email_address: address },
      });
      this.names.set(role as keyof typeof contacts, email.name);
    }
    this.emails = [...this.names.values()];
    if (channels.slack !== undefined) {
      const slack = new MonitoringNotificationChannel(this, "Slack", {
        displayName: `${name}: Slack ${channels.slack}`,
        type: "slack",
        labels: { channel_name: channels.slack },
        // Cloud Monitoring adds the workspace's name to the labels.
        lifecycle: { ignoreChanges: ['labels["team"]'] },
        sensitiveLabels: {
          authToken: this.token("slack_auth_token", "OAuth token of the Cloud Monitoring app in Slack"),
        },
      });
      this.names.set("slack", slack.name);
    }
    if (channels.pagerDuty) {
      const pagerDuty = new MonitoringNotificationChannel(this, "PagerDuty", {
        displayName: `${name}: PagerDuty`,
        type: "pagerduty",
        sensitiveLabels: {
          serviceKey: this.token("pagerduty_service_key", "Integration key of the PagerDuty service"),
        },
      });
      this.names.set("pagerDuty", pagerDuty.name);
    }
  }

  /** Names of the channels for alerts of a severity, in the environment's order. */
  of(severity: Severity): string[] {
    return this.props.environment.notifications[severity].map((channel) => {
      const name = this.names.get(channel);
      if (name === undefined)
        throw new Error(`${this.node.path}: no channel '${channel}'; the contract refuses this earlier`);
      return name;
    });
  }

  private token(name: string, description: string): string {
    // A child of the stack itself, so that its id is its name.
    return new TerraformVariable(TerraformStack.of(this), name, {
      type: "string",
      description,
      sensitive: true,
      nullable: false,
      // A workflow passes a secret that it does not have as an empty string.
      validation: [
        {
          condition: `\${length(var.${name}) > 0}`,
          errorMessage: `TF_VAR_${name} is empty; give it the channel's token.`,
        },
      ],
    }).stringValue;
  }
}
