import { unmet } from "../../contract/unmet";
import type { Rule } from "../../contract/rules/rule";

/** Days that a protected environment keeps its audit trail: as long as Google keeps its own admin activity logs. */
export const leastDays = 400;

/** How long the audit trail is kept, and who may never shorten it. */
export const auditFaults: Rule = ({ environment: { audit, protection }, file }) =>
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
