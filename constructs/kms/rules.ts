import type { Environment } from "../../contract/environment";
import type { Issue } from "../../contract/issue";

/** A protected environment encrypts with keys of its own. */
export function protectedKeyIssues({ encryption }: Environment, file: string): Issue[] {
  const issues: Issue[] = [];
  const issue = (field: string, message: string): void => void issues.push({ file, field, message });
  if (encryption !== "customer-managed") {
    issue(
      "encryption",
      `is '${encryption}', but a protected environment encrypts with keys of its own; set it to 'customer-managed'`,
    );
  }
  return issues;
}
