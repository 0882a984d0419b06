import type { Issue } from "../../contract/issue";
import type { Rule } from "../../contract/rules/rule";

/** Days that a protected environment keeps its audit trail: as long as Google keeps its own admin activity logs. */
export const leastDays = 400;

/** How long the audit trail is kept, and who may never shorten it. */
export const auditIssues: Rule = ({ environment: { audit, protection }, file }) => {
  const issues: Issue[] = [];
  if (protection === "protected" && audit.retentionDays < leastDays) {
    issues.push({
      file,
      field: "audit.retentionDays",
      message: `${audit.retentionDays} days are fewer than the ${leastDays} that a protected environment keeps its audit trail; raise it to ${leastDays}`,
    });
  }
  if (protection === "disposable" && audit.retentionLock === "locked-for-ever") {
    issues.push({
      file,
      field: "audit.retentionLock",
      message:
        "is 'locked-for-ever' in a disposable environment, which Terraform could then never destroy: nobody, not even an owner, can ever undo a lock; set it to 'unlocked'",
    });
  }
  return issues;
};
