import { describe, expect, test } from "vitest";
import { TerraformOutput } from "cdktf";
import { NotificationChannels } from "../../../constructs/cloud-monitoring/notification-channels";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, list, named, type Change } from "../fixtures";

const type = "google_monitoring_notification_channel";

const channels =
  (slack: string | undefined, pagerDuty: boolean): Change =>
  (spec) => {
    spec.channels = { ...(slack === undefined ? {} : { slack }), pagerDuty };
  };
const synthesized = (change: Change): Synthesized =>
  synthesize((scope) => {
    new NotificationChannels(scope, "Channels", { environment: environment("dev", change) });
  });

describe("NotificationChannels", () => {
  test("writes an e-mail to each contact", () => {
    const contacts = synthesized((spec) => {
      spec.contacts = { primary: "one@example.com", secondary: "two@example.com", escalation: "three@example.com" };
    });
    expect(list(contacts, type)).toEqual(
      expect.arrayContaining([
        { display_name: "dev: primary contact", type: "email", labels: { email_address: "one@example.com" } },
        { display_name: "dev: secondary contact", type: "email", labels: { email_address: "two@example.com" } },
        { display_name: "dev: escalation contact", type: "email", labels: { email_address: "three@example.com" } },
      ]),
    );
  });

  test("does nothing but write e-mails unless asked to, and asks for no token", () => {
    const synth = synthesized(channels(undefined, false));
    expect(list(synth, type).map((channel) => channel.type)).toEqual(["email", "email", "email"]);
    expect(Object.keys(synth.json)).not.toContain("variable");
  });

  test("posts to Slack with a token that is a sensitive variable", () => {
    const synth = synthesized(channels("#parley-test", false));
    expect(named(synth, type, "Channels_Slack")).toEqual({
      display_name: "dev: Slack #parley-test",
      type: "slack",
      labels: { channel_name: "#parley-test" },
      sensitive_labels: { auth_token: "${var.slack_auth_token}" },
      lifecycle: { ignore_changes: ['labels["team"]'] },
    });
    expect(synth.json.variable).toEqual({
      slack_auth_token: {
        type: "string",
        description: "OAuth token of the Cloud Monitoring app in Slack",
        sensitive: true,
        nullable: false,
        validation: [
          {
            condition: "${length(var.slack_auth_token) > 0}",
            error_message: "TF_VAR_slack_auth_token is empty; give it the channel's token.",
          },
        ],
      },
    });
  });

  test("pages by PagerDuty with a key that is a sensitive variable", () => {
    const synth = synthesized(channels(undefined, true));
    expect(named(synth, type, "Channels_PagerDuty")).toEqual({
      display_name: "dev: PagerDuty",
      type: "pagerduty",
      sensitive_labels: { service_key: "${var.pagerduty_service_key}" },
    });
    expect(synth.json.variable).toEqual({
      pagerduty_service_key: {
        type: "string",
        description: "Integration key of the PagerDuty service",
        sensitive: true,
        nullable: false,
        validation: [
          {
            condition: "${length(var.pagerduty_service_key) > 0}",
            error_message: "TF_VAR_pagerduty_service_key is empty; give it the channel's token.",
          },
        ],
      },
    });
  });

  test("has both if asked for both", () => {
    const synth = synthesized(channels("#parley-test", true));
    expect(
      list(synth, type)
        .map((channel) => channel.type)
        .sort(),
    ).toEqual(["email", "email", "email", "pagerduty", "slack"]);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) => new NotificationChannels(scope, "Channels", { environment: of }),
      channels("#parley-test", true),
    );
  });

  test("R-220 tells of each severity whom the environment names, in its order", () => {
    const { json } = synthesize((scope) => {
      const made = new NotificationChannels(scope, "Channels", { environment: environment("prod") });
      for (const severity of ["page", "ticket", "info"] as const)
        new TerraformOutput(scope, severity, { value: made.of(severity) });
      new TerraformOutput(scope, "emails", { value: made.emails });
    });
    const told = (output: string): string[] =>
      json.output[output].value.map((name: string) => /Channels_([\w-]+?)(_[0-9A-F]{8})?\.name/.exec(name)?.[1]);
    expect(told("page")).toEqual(["PagerDuty", "Slack", "Email-primary", "Email-secondary"]);
    expect(told("ticket")).toEqual(["Slack", "Email-primary"]);
    expect(told("info")).toEqual(["Email-primary"]);
    expect(told("emails")).toEqual(["Email-primary", "Email-secondary", "Email-escalation"]);
  });

  test("has no name for a channel that was not made", () => {
    synthesize((scope) => {
      const of = environment("dev");
      const made = new NotificationChannels(scope, "Channels", {
        environment: { ...of, notifications: { ...of.notifications, page: ["slack"] } },
      });
      expect(() => made.of("page")).toThrow("no channel 'slack'");
    });
  });
});
