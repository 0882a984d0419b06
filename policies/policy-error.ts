/** Every policy that the synthesized stacks break, in one error. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  constructor(readonly violations: readonly string[]) {
    super(
      `${violations.length === 1 ? "1 policy violation" : `${violations.length} policy violations`}\n${violations.join("\n")}`,
    );
  }
}
