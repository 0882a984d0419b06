import { unmet } from "../../contract/unmet";
import { severities } from "./schema";
import type { Rule } from "../../contract/rules/rule";

/** Notifications may name only channels that exist, and pages must also go to an e-mail address, for the record. */
export const cloudMonitoringIssues: Rule = ({ environment: { notifications, channels }, file }) =>
  severities.flatMap((severity) => {
    const at = { file, field: `notifications.${severity}` };
    const named = notifications[severity];
    return unmet([
      [
        !named.includes("slack") || channels.slack !== undefined,
        { ...at, message: "names 'slack', but channels.slack is not set; set it or leave 'slack' out" },
      ],
      [
        !named.includes("pagerDuty") || channels.pagerDuty,
        {
          ...at,
          message: "names 'pagerDuty', but channels.pagerDuty is false; set it to true or leave 'pagerDuty' out",
        },
      ],
      [
        named.some((channel) => ["primary", "secondary", "escalation"].includes(channel)),
        { ...at, message: "names no contact; add 'primary', so that a mailbox keeps a record" },
      ],
    ]);
  });
