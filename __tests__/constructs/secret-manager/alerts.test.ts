import { describe, expect, test } from "vitest";
import type { Environment } from "../../../contract/environment";
import type { Alert, LogCondition } from "../../../observability/alerts/alert";
import { secretManagerAlerts } from "../../../constructs/secret-manager/alerts";
import { alertingPoliciesOf } from "../../../observability/alerts/alerting-policy";
import { notification } from "../../../observability/alerts/notification";
import { environment } from "../../support/environments";

const accessTo = (of: Environment, secret: string): Alert =>
  secretManagerAlerts(of).find(({ subject }) => subject.kind === "secret" && subject.key === secret)!;
const filterOf = (of: Environment, secret: string): string =>
  (accessTo(of, secret).conditions[0] as LogCondition).filter;

describe("the alerts of secrets", () => {
  test("are one for each secret, which wakes somebody, and one for reminders", () => {
    const alerts = secretManagerAlerts(environment("prod"));
    expect(alerts.map(({ kind, subject, severity }) => [kind, "key" in subject ? subject.key : "", severity])).toEqual([
      ...[
        "anthropic-api-key",
        "cdn-signing-key",
        "database-url",
        "elevenlabs-api-key",
        "freesound-api-key",
        "gemini-api-key",
        "suno-api-key",
      ].map((key) => ["unexpected-secret-access", key, "page"]),
      ["rotation-overdue", "", "ticket"],
    ]);
  });

  test("expect the accounts of the services that name a secret, and nobody else", () => {
    expect(filterOf(environment("prod"), "gemini-api-key")).toBe(
      [
        'logName="projects/parley-audio-prod/logs/cloudaudit.googleapis.com%2Fdata_access"',
        'protoPayload.serviceName="secretmanager.googleapis.com"',
        'protoPayload.methodName:"AccessSecretVersion"',
        'protoPayload.resourceName=~"^projects/[^/]+/secrets/gemini-api-key/versions/"',
        "NOT protoPayload.status.code>0",
        'NOT protoPayload.authenticationInfo.principalEmail=("media-service@parley-audio-prod.iam.gserviceaccount.com")',
      ].join(" AND "),
    );
    const shared = environment("prod", (_, catalog) => {
      catalog.services.gateway!.secrets = { GEMINI: "gemini-api-key" };
    });
    expect(filterOf(shared, "gemini-api-key")).toContain(
      'principalEmail=("gateway-service@parley-audio-prod.iam.gserviceaccount.com" OR "media-service@parley-audio-prod.iam.gserviceaccount.com")',
    );
  });

  test("lead to the reads that are unexpected, and not to those of the services", () => {
    const prod = environment("prod");
    const alert = accessTo(prod, "gemini-api-key");
    expect(alert.logs).toBe(filterOf(prod, "gemini-api-key"));
    const policy = alertingPoliciesOf(prod).find(({ kind }) => kind === "unexpected-secret-access")!;
    expect(policy.alerts.length).toBeGreaterThan(1);
    const link = notification(prod, policy).links.find(({ displayName }) => displayName === "Logs")!;
    // As Cloud Monitoring fills it in.
    const url = link.url
      .replace("${log.extracted_label.secret}", "gemini-api-key")
      .replace("${log.extracted_label.principal}", "somebody@example.com");
    const filter = decodeURIComponent(/query=([^?]+)\?/.exec(url)![1]!);
    expect(filter).toMatch(/resourceName:"\/secrets\/gemini-api-key\/" AND .*principalEmail="somebody@example.com"$/);
    expect(filter).not.toContain("$");
    expect(Object.keys(alert.conditions[0].language === "log" ? alert.conditions[0].labels! : {})).toEqual(
      expect.arrayContaining(["secret", "principal"]),
    );
  });

  test("expect the account of a service that others deploy", () => {
    const external = environment("prod", (spec) => {
      const accountEmail = "improv-api@improv-project.iam.gserviceaccount.com";
      spec.services.rest = { external: { serviceName: "improv-api", accountEmail } };
    });
    expect(filterOf(external, "anthropic-api-key")).toContain(
      'principalEmail=("improv-api@improv-project.iam.gserviceaccount.com")',
    );
  });

  test("match a name with the project's number or its id, and no longer name", () => {
    const [, pattern] = /resourceName=~"([^"]+)"/.exec(filterOf(environment("prod"), "suno-api-key"))!;
    const matches = (resourceName: string): boolean => new RegExp(pattern!).test(resourceName);
    expect(matches("projects/100000000003/secrets/suno-api-key/versions/1")).toBe(true);
    expect(matches("projects/parley-audio-prod/secrets/suno-api-key/versions/latest")).toBe(true);
    expect(matches("projects/100000000003/secrets/suno-api-key-2/versions/1")).toBe(false);
    expect(matches("projects/100000000003/secrets/old-suno-api-key/versions/1")).toBe(false);
  });

  test("include the OAuth client's secret where there is one, which no service reads", () => {
    const console = environment("prod", (spec) => {
      spec.access = { kind: "iap", members: ["group:a@example.com"], oauthClient: "console" };
    });
    expect(filterOf(console, "oauth-client-secret")).not.toContain("principalEmail");
    expect(accessTo(console, "oauth-client-secret").meaning).toContain("no service has a reason to");
    expect(accessTo(environment("prod"), "oauth-client-secret")).toBeUndefined();
  });

  test("say who has read which version", () => {
    expect(accessTo(environment("prod"), "suno-api-key").conditions[0]).toMatchObject({
      labels: {
        secret: 'REGEXP_EXTRACT(protoPayload.resourceName, "/secrets/([^/]+)/")',
        principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)",
        version: "EXTRACT(protoPayload.resourceName)",
      },
    });
  });

  test("give a reminder a week", () => {
    expect(secretManagerAlerts(environment("prod")).at(-1)).toMatchObject({
      subject: { kind: "environment" },
      conditions: [
        {
          value:
            'pubsub_googleapis_com:subscription_oldest_unacked_message_age{project_id="parley-audio-prod",subscription_id="secret-rotation-sub"}',
          comparison: ">",
          threshold: 604_800,
        },
      ],
    });
  });

  test("are none without secrets", () => {
    const none = environment("dev", (_, catalog) => {
      catalog.secrets = {};
      for (const service of Object.values(catalog.services)) delete service.secrets;
    });
    expect(secretManagerAlerts(none)).toEqual([]);
  });
});
