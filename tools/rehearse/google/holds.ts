import type { Call } from "./call";

/** Calls that take effect only after another call, whoever sends the other one. */
export interface Hold {
  readonly late: (call: Call) => boolean;
  readonly after: (call: Call) => boolean;
}

/** Longest time for which a call is held, in milliseconds. The provider pauses for ten seconds after it has made a service account. */
const longest = 15_000;

/** Holds calls until those have been answered after which they are to come, or will not come any more. */
export class Holds {
  private readonly open: Set<Hold>;

  constructor(holds: readonly Hold[] = []) {
    this.open = new Set(holds);
  }

  async hold(call: Call): Promise<void> {
    const started = Date.now();
    const isHeld = (): boolean => [...this.open].some(({ late }) => late(call)) && Date.now() - started < longest;
    while (isHeld()) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Says that a call has been answered. */
  answered(call: Call): void {
    for (const hold of this.open) if (hold.after(call)) this.open.delete(hold);
  }
}
