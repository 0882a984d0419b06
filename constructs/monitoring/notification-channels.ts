import { MonitoringNotificationChannel } from "@cdktf/provider-google/lib/monitoring-notification-channel";
import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../../environments/environment";

export interface NotificationChannelsProps {
  readonly environment: Environment;
}

/**
 * Where alerts go. Tokens come in as sensitive variables, `TF_VAR_slack_auth_token`
 * and `TF_VAR_pagerduty_service_key`, and never stand in code; Cloud Monitoring
 * needs them in the channel itself, so they do lie in this layer's state.
 */
export class NotificationChannels extends Construct {
  constructor(scope: Construct, id: string, { environment }: NotificationChannelsProps) {
    super(scope, id);
    const { contacts, channels, name } = environment;
    for (const [role, address] of Object.entries(contacts)) {
      new MonitoringNotificationChannel(this, `Email-${role}`, {
        displayName: `${name}: ${role} contact`,
        type: "email",
        labels: { email_address: address },
      });
    }
    if (channels.slack !== undefined) {
      new MonitoringNotificationChannel(this, "Slack", {
        displayName: `${name}: Slack ${channels.slack}`,
        type: "slack",
        labels: { channel_name: channels.slack },
        // Cloud Monitoring adds the workspace's name to the labels.
        lifecycle: { ignoreChanges: ['labels["team"]'] },
        sensitiveLabels: {
          authToken: this.token("slack_auth_token", "OAuth token of the Cloud Monitoring app in Slack"),
        },
      });
    }
    if (channels.pagerDuty) {
      new MonitoringNotificationChannel(this, "PagerDuty", {
        displayName: `${name}: PagerDuty`,
        type: "pagerduty",
        sensitiveLabels: {
          serviceKey: this.token("pagerduty_service_key", "Integration key of the PagerDuty service"),
        },
      });
    }
  }

  private token(name: string, description: string): string {
    // On the stack itself, where its id is its name.
    return new TerraformVariable(TerraformStack.of(this), name, {
      type: "string",
      description,
      sensitive: true,
      nullable: false,
    }).stringValue;
  }
}
