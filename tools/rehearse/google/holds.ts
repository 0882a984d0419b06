import type { Call } from "./call";

/** Calls that take effect only after another call, whoever sends the other one. */
export interface Hold {
  readonly late: (call: Call) => boolean;
  readonly after: (call: Call) => boolean;
}

/** Longest time for which a call is held, in milliseconds. The provider pauses for ten seconds after it has made a service account, and a service waits for that. */
const longest = 30_000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Holds calls until those have been answered after which they are to come, or will not come any more. */
export class Holds {
  private readonly open: Set<Hold>;

  constructor(holds: readonly Hold[] = []) {
    this.open = new Set(holds);
  }

  async hold(call: Call): Promise<void> {
    if (![...this.open].some(({ late }) => late(call))) return;
    const started = Date.now();
    const isHeld = (): boolean => [...this.open].some(({ late }) => late(call)) && Date.now() - started < longest;
    while (isHeld()) await pause(20);
    // An operation is asked about only after the answer to the call that began it.
    await pause(1000);
  }

  /** Says that a call has been answered. What only reads counts if it is refused, since the provider then goes no further. */
  answered(call: Call, isRefused: boolean): void {
    if ((call.method === "GET" || call.path.endsWith("getIamPolicy")) && !isRefused) return;
    for (const hold of this.open) if (hold.after(call)) this.open.delete(hold);
  }
}
