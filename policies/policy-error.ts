/** All policy violations of the synthesized stacks, in one error. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  constructor(readonly violations: readonly string[]) {
    super(
      `${violations.length === 1 ? "1 policy violation" : `${violations.length} policy violations`}\n${violations.join("\n")}`,
    );
  }
}
