import { unmet } from "../../contract/unmet";
import type { Environment } from "../../contract/environment";
import type { Issue } from "../../contract/issue";

/** A protected environment must use customer-managed keys. */
export function protectedKmsIssues({ encryption }: Environment, file: string): Issue[] {
  return unmet([
    [
      encryption === "customer-managed",
      {
        file,
        field: "encryption",
        message: `is '${encryption}', but a protected environment encrypts with keys of its own; set it to 'customer-managed' before the first deploy; what is deployed already would be replaced, so destroy its layers first (docs/how-to/change-an-environment.md)`,
      },
    ],
  ]);
}
