import type { Fault } from "../../contract/fault";
import type { Rule } from "../../contract/rules/rule";

/** Minimum retention of a protected environment's audit trail: as long as Google keeps admin activity logs; days. */
export const leastDays = 400;

/** Checks the retention of the audit trail and its lock. */
export const auditFaults: Rule = ({ environment: { audit, protection }, file }) => {
  const faults: Fault[] = [];
  if (protection === "protected" && audit.retentionDays < leastDays) {
    faults.push({
      file,
      field: "audit.retentionDays",
      message: `${audit.retentionDays} days are fewer than the ${leastDays} that a protected environment keeps its audit trail; raise it to ${leastDays}`,
    });
  }
  if (protection === "disposable" && audit.retentionLock === "locked-for-ever") {
    faults.push({
      file,
      field: "audit.retentionLock",
      message:
        "is 'locked-for-ever' in a disposable environment, which Terraform could then never destroy: nobody, not even an owner, can ever undo a lock; set it to 'unlocked'",
    });
  }
  return faults;
};
