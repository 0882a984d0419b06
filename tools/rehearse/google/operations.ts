import { GoogleError, notFound } from "./google-error";

interface Operation {
  readonly finish: Finish;
  result: Ended | undefined;
  failure?: GoogleError;
}

/** Does an operation's work; `fails` says that it is to end with an error after it. */
type Finish = (fails: boolean) => object | undefined;

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
  start(finish: Finish): string {
    const id = `operation-${++this.count}`;
    this.all.set(id, { finish, result: undefined });
    return id;
  }

  /** Ends every operation about which nobody asks any more, as time does. */
  settle(): void {
    for (const id of this.all.keys()) this.ask(id);
  }

  /** Lets an operation end with an error after it has done its work. */
  fail(id: string, failure: GoogleError): void {
    const operation = this.all.get(id);
    if (operation === undefined) throw new Error(`there is no operation ${id} that could fail`);
    operation.failure = failure;
  }

  /** @throws GoogleError if there is none of that id */
  ask(id: string): Ended {
    const operation = this.all.get(id);
    if (operation === undefined) throw notFound(`operations/${id}`);
    if (operation.result === undefined)
      try {
        const response = operation.finish(operation.failure !== undefined);
        operation.result = operation.failure === undefined ? { response } : { error: operation.failure };
      } catch (error) {
        if (!(error instanceof GoogleError)) throw error;
        operation.result = { error };
      }
    return operation.result;
  }
}
