import type { Environment } from "../../contract/environment";
import type { Fault } from "../../contract/fault";

/** A protected environment must use customer-managed keys. */
export function protectedKeyFaults({ encryption }: Environment, file: string): Fault[] {
  const faults: Fault[] = [];
  const fault = (field: string, message: string): void => void faults.push({ file, field, message });
  if (encryption !== "customer-managed") {
    fault(
      "encryption",
      `is '${encryption}', but a protected environment encrypts with keys of its own; set it to 'customer-managed'`,
    );
  }
  return faults;
}
