import { describe, expect, test } from "vitest";
import { alertingPoliciesOf } from "../../../observability/alerts/alerting-policy";
import { notification } from "../../../observability/alerts/notification";
import { environment } from "../../support/environments";

const prod = environment("prod");
const contentOf = (id: string): string =>
  notification(
    prod,
    alertingPoliciesOf(prod).find((policy) => policy.id === id)!,
  ).content;

describe("the notification of a page about one subject", () => {
  test.each([
    ["user-impact_audio", ". runbooks/names/prod.sh && names service audio"],
    ["database-down", ". runbooks/names/prod.sh && names database"],
    ["model-errors", ". runbooks/names/prod.sh"],
  ])("%s has the line that names it to the rest of the runbook", (id, line) => {
    expect(contentOf(id)).toContain(`\nNames for the runbook: \`${line}\`\n`);
  });

  test("is the only one that has it: a ticket's reader has the time to read how", () => {
    expect(contentOf("database-cpu")).not.toContain("Names for the runbook");
  });
});
