import { GoogleError, notFound } from "./google-error";

interface Operation {
  readonly finish: () => object | undefined;
  result: Ended | undefined;
}

/** How an operation has ended. */
export interface Ended {
  readonly response?: object | undefined;
  readonly error?: GoogleError;
}

/** Long-running operations. What one does takes effect when somebody asks about it, not before. */
export class Operations {
  private readonly all = new Map<string, Operation>();
  private count = 0;

  /** Returns the operation's id. */
  start(finish: () => object | undefined): string {
    const id = `operation-${++this.count}`;
    this.all.set(id, { finish, result: undefined });
    return id;
  }

  /** @throws GoogleError if there is none of that id */
  ask(id: string): Ended {
    const operation = this.all.get(id);
    if (operation === undefined) throw notFound(`operations/${id}`);
    if (operation.result === undefined)
      try {
        operation.result = { response: operation.finish() };
      } catch (error) {
        if (!(error instanceof GoogleError)) throw error;
        operation.result = { error };
      }
    return operation.result;
  }
}
