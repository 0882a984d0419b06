import type { Call } from "./call";
import { GoogleError } from "./google-error";

/** What goes wrong with one call. */
export type Fault =
  | { readonly kind: "refused"; readonly error: GoogleError }
  /** Google has done it, and the answer never arrives. */
  | { readonly kind: "lost" };

/** A fault, the calls that it meets, and how often. */
export interface Injection {
  readonly fault: Fault;
  readonly meets: (call: Call) => boolean;
  readonly times: number;
}

/** Faults that are still to come. */
export class Faults {
  private readonly left: { injection: Injection; times: number }[];

  constructor(injections: readonly Injection[] = []) {
    this.left = injections.map((injection) => ({ injection, times: injection.times }));
  }

  next(call: Call): Fault | undefined {
    const found = this.left.find(({ injection, times }) => times > 0 && injection.meets(call));
    if (found === undefined) return undefined;
    found.times--;
    return found.injection.fault;
  }
}

export const refusal = (code: number, status: string): Fault => ({
  kind: "refused",
  error: new GoogleError(code, status, `Injected ${status}`, "backendError"),
});
