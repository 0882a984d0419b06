import { unmet } from "../../contract/unmet";
import { severities } from "./schema";
import type { Rule } from "../../contract/rules/rule";

/**
 * Notifications may name only channels that exist, and pages must also go to an e-mail address, for the record. Who is
 * woken must be able to call somebody.
 */
export const cloudMonitoringIssues: Rule = ({ environment: { notifications, channels, escalationCall }, file }) => [
  ...severities.flatMap((severity) => {
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
  }),
  ...unmet([
    [
      !channels.pagerDuty || !notifications.page.includes("pagerDuty") || escalationCall !== undefined,
      {
        file,
        field: "escalationCall",
        message:
          "is missing; pages wake somebody here, who calls the escalation contact after 15 minutes, and a mail address cannot be called; " +
          'add { kind: "telephone", number: "+1 202 555 0143" }, or { kind: "pagerduty", escalationPolicy } with the address of a policy',
      },
    ],
  ]),
];
