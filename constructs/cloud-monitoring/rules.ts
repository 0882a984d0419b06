import type { Fault } from "../../contract/fault";
import { severities } from "./schema";
import type { Rule } from "../../contract/rules/rule";

/** Notifications may name only channels that exist, and pages must also go to an e-mail address, for the record. */
export const notificationFaults: Rule = ({ environment: { notifications, channels }, file }) =>
  severities.flatMap((severity): Fault[] => {
    const field = `notifications.${severity}`;
    const named = notifications[severity];
    const faults: Fault[] = [];
    if (named.includes("slack") && channels.slack === undefined)
      faults.push({
        file,
        field,
        message: "names 'slack', but channels.slack is not set; set it or leave 'slack' out",
      });
    if (named.includes("pagerDuty") && !channels.pagerDuty)
      faults.push({
        file,
        field,
        message: "names 'pagerDuty', but channels.pagerDuty is false; set it to true or leave 'pagerDuty' out",
      });
    if (!named.some((channel) => ["primary", "secondary", "escalation"].includes(channel)))
      faults.push({ file, field, message: "names no contact; add 'primary', so that a mailbox keeps a record" });
    return faults;
  });
