import { unmet } from "../../contract/unmet";
import type { Rule } from "../../contract/rules/rule";

/** Minimum retention of a protected environment's audit trail: as long as Google keeps admin activity logs; days. */
export const leastDays = 400;

/** Checks the retention of the audit trail and its lock. */
export const cloudLoggingIssues: Rule = ({ environment: { audit, protection }, file }) =>
  unmet([
    [
      protection === "disposable" || audit.retentionDays >= leastDays,
      {
        file,
        field: "audit.retentionDays",
        message: `${audit.retentionDays} days are fewer than the ${leastDays} that a protected environment keeps its audit trail; raise it to ${leastDays}`,
      },
    ],
    [
      protection === "protected" || audit.retentionLock === "unlocked",
      {
        file,
        field: "audit.retentionLock",
        message:
          "is 'locked-for-ever' in a disposable environment, which Terraform could then never destroy: nobody, not even an owner, can ever undo a lock; set it to 'unlocked'",
      },
    ],
  ]);
