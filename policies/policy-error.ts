import { withoutCredentials } from "../contract/credentials";

/** All policy violations of the synthesized stacks, in one error, without what looks like a credential. */
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
