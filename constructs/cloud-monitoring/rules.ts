import type { Issue } from "../../contract/issue";
import { severities } from "./schema";
import type { Rule } from "../../contract/rules/rule";

/** An alert reaches only channels that exist, and what pages also leaves a record in somebody's mailbox. */
export const notificationIssues: Rule = ({ environment: { notifications, channels }, file }) =>
  severities.flatMap((severity): Issue[] => {
    const field = `notifications.${severity}`;
    const named = notifications[severity];
    const issues: Issue[] = [];
    if (named.includes("slack") && channels.slack === undefined)
      issues.push({
        file,
        field,
        message: "names 'slack', but channels.slack is not set; set it or leave 'slack' out",
      });
    if (named.includes("pagerDuty") && !channels.pagerDuty)
      issues.push({
        file,
        field,
        message: "names 'pagerDuty', but channels.pagerDuty is false; set it to true or leave 'pagerDuty' out",
      });
    if (!named.some((channel) => ["primary", "secondary", "escalation"].includes(channel)))
      issues.push({ file, field, message: "names no contact; add 'primary', so that a mailbox keeps a record" });
    return issues;
  });
