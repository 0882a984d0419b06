import type { Call } from "./call";
import { GoogleError } from "./google-error";

/** What goes wrong with one call. */
export type Fault =
  | { readonly kind: "refused"; readonly error: GoogleError }
  /** Google has done it, and answers with the error; without one, the answer never arrives. */
  | { readonly kind: "lost"; readonly error?: GoogleError }
  /** Google has made or changed it, and its operation ends with this error. */
  | { readonly kind: "failed"; readonly error: GoogleError }
  /** Google has done it, and Terraform gets a signal before the answer: SIGINT is Ctrl-C, SIGKILL a machine that is gone. */
  | { readonly kind: "signal"; readonly signal: "SIGINT" | "SIGKILL" };

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

export const injected = (code: number, status: string, reason = "backendError"): GoogleError =>
  new GoogleError(code, status, `Injected ${status}`, reason);

export const refusal = (code: number, status: string, reason?: string): Fault => ({
  kind: "refused",
  error: injected(code, status, reason),
});
