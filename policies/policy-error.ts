import { withoutCredentials } from "../contract/credentials";

/** Every policy that the synthesized stacks break, in one error, without what looks like a credential. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  readonly violations: readonly string[];

  constructor(found: readonly string[]) {
    const violations = found.map(withoutCredentials);
    super(
      `${violations.length === 1 ? "1 policy violation" : `${violations.length} policy violations`}\n${violations.join("\n")}`,
    );
    this.violations = violations;
  }
}
