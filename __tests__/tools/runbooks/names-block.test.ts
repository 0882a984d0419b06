import { describe, expect, test } from "vitest";
import { errorAlerts } from "../../../observability/alerts/errors";
import { withNames } from "../../../tools/runbooks/names-block";
import { environment } from "../../support/environments";

const alarmed = (["dev", "prod"] as const).map((name) => {
  const of = environment(name);
  return { environment: of, alerts: errorAlerts(of) };
});

const alertText = `# High error ratio

It fails.

<!-- names -->
stale
<!-- /names -->

## Look here first

1. \`gcloud run services describe "$SERVICE" --project="$PROJECT" --region=$REGION\`
`;

describe("the names in a runbook", () => {
  const text = withNames("error-ratio", alertText, alarmed)!;

  test("are a line for each environment and subject, with the variables that its commands use", () => {
    const lines = text.split("\n").filter((line) => line.startsWith("export "));
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe(
      "export PROJECT=parley-audio-dev REGION=us-central1 SERVICE=parley-audio # Audio Service in dev",
    );
    expect(lines).toContain(
      "export PROJECT=parley-audio-prod REGION=us-central1 SERVICE=parley-rest # REST Service in prod",
    );
  });

  test("replace what stood there and nothing else", () => {
    expect(text).not.toContain("stale");
    expect(text.slice(0, text.indexOf("<!-- names -->"))).toBe(alertText.slice(0, alertText.indexOf("<!-- names -->")));
    expect(text.slice(text.indexOf("<!-- /names -->"))).toBe(alertText.slice(alertText.indexOf("<!-- /names -->")));
  });

  test("written twice are the same", () => {
    expect(withNames("error-ratio", text, alarmed)).toBe(text);
  });

  test("of a procedure are the environment's", () => {
    const procedure = "# Outage\n\n<!-- names -->\n<!-- /names -->\n\n`curl https://$DOMAIN/health`\n";
    expect(withNames("outage", procedure, alarmed)).toContain(
      "export DOMAIN=dev.app.example.com # dev\nexport DOMAIN=app.example.com # prod",
    );
  });

  test("say so where no environment has the alert", () => {
    expect(withNames("replication-lag", alertText, alarmed)).toContain("No environment has this alert today.");
  });

  test("have no place in a runbook without a block", () => {
    expect(withNames("outage", "# Outage\n", alarmed)).toBeUndefined();
    expect(withNames("outage", "<!-- /names -->\n<!-- names -->\n", alarmed)).toBeUndefined();
  });

  test("quote what a shell would read otherwise", () => {
    const named = alarmed.map(({ environment: of, alerts }) => ({
      alerts,
      environment: { ...of, domain: "a b'c" },
    }));
    expect(withNames("outage", "# Outage\n\n<!-- names -->\n<!-- /names -->\n$DOMAIN", named)).toContain(
      String.raw`export DOMAIN='a b'\''c' # dev`,
    );
  });
});
