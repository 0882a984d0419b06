import { GoogleError, notFound } from "./google-error";

interface Operation {
  readonly finish: () => object | undefined;
  readonly failure: GoogleError | undefined;
  result: { response?: object | undefined; error?: GoogleError } | undefined;
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

  /** Returns the operation's id. With a failure, the operation fails after what it made exists. */
  start(finish: () => object | undefined, failure?: GoogleError): string {
    const id = `operation-${++this.count}`;
    this.all.set(id, { finish, failure, result: undefined });
    return id;
  }

  /** @throws GoogleError if there is none of that id */
  ask(id: string): Ended {
    const operation = this.all.get(id);
    if (operation === undefined) throw notFound(`operations/${id}`);
    if (operation.result === undefined)
      try {
        const response = operation.finish();
        operation.result = operation.failure === undefined ? { response } : { error: operation.failure };
      } catch (error) {
        if (!(error instanceof GoogleError)) throw error;
        operation.result = { error };
      }
    return operation.result;
  }
}
