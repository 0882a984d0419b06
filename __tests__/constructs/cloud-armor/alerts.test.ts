import { describe, expect, test } from "vitest";
import { alertQuery } from "../../../observability/alerts/alert";
import { cloudArmorAlerts } from "../../../constructs/cloud-armor/alerts";
import { environment } from "../../support/environments";

describe("the alert of refused requests", () => {
  test("is a ticket, only where Cloud Armor is on", () => {
    expect(cloudArmorAlerts(environment("prod"))).toMatchObject([
      { kind: "requests-refused", subject: { kind: "environment" }, severity: "ticket" },
    ]);
    const off = environment("dev", (spec) => {
      spec.cloudArmor.enabled = false;
    });
    expect(cloudArmorAlerts(off)).toEqual([]);
  });

  test("compares each backend with itself, and asks for a number", () => {
    const [alert] = cloudArmorAlerts(environment("prod"));
    const of = (what: string, blocked = ""): string =>
      `sum by (backend_target_name) (${what}(networksecurity_googleapis_com:https_request_count{project_id="parley-audio-prod",policy_name="parley-security-policy"${blocked}}[15m]))`;
    const refused = ',blocked="true"';
    expect(alertQuery(alert!.conditions as never)).toBe(
      `${of("rate", refused)} / ${of("rate")} > 0.05 and ${of("increase", refused)} >= 20`,
    );
  });
});
