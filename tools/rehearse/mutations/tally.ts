import { mutationKinds, type Mutation } from "./mutation";

/** What a run has found, by kind of mistake. */
export class Tally {
  private readonly bad = new Set<Mutation>();
  private readonly seconds = new Map<Mutation, number>();

  constructor(private readonly mutations: readonly Mutation[]) {}

  /** Counts a deploy's time for its mistakes, in equal parts. */
  took(batch: readonly Mutation[], seconds: number): void {
    for (const one of batch) this.seconds.set(one, (this.seconds.get(one) ?? 0) + seconds / batch.length);
  }

  /** Says that a mistake was accepted that was to be refused, or the other way round. */
  wrong(mutation: Mutation): void {
    this.bad.add(mutation);
  }

  get wrongs(): number {
    return this.bad.size;
  }

  /** One row for each kind that was made. */
  get rows(): Record<string, string | number>[] {
    return mutationKinds.flatMap((kind) => {
      const own = this.mutations.filter((one) => one.kind === kind);
      const excused = own.filter(({ excuse }) => excuse !== undefined);
      const accepted = excused.filter(({ excuse }) => excuse?.verdict === "accepted");
      const checked = own.filter(({ excuse }) => excuse === undefined);
      const row = {
        mistake: kind,
        number: own.length,
        refused: checked.filter((one) => !this.bad.has(one)).length,
        accepted: accepted.filter((one) => !this.bad.has(one)).length,
        unchecked: excused.length - accepted.length,
        wrong: own.filter((one) => this.bad.has(one)).length,
        seconds: Math.round(own.reduce((sum, one) => sum + (this.seconds.get(one) ?? 0), 0)),
      };
      return own.length === 0 ? [] : [row];
    });
  }
}
