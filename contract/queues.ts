import type { Environment, Service } from "./environment";
import type { QueueEntry } from "../constructs/pubsub/schema";

/** @throws Error if the queue is not declared; the contract refuses such an environment earlier */
export function queueOf({ queues }: Pick<Environment, "queues">, name: string): QueueEntry {
  const entry = queues[name];
  if (entry === undefined) throw new Error(`no queue '${name}'`);
  return entry;
}

/** Paths to which Pub/Sub pushes messages. They must not be reachable from outside the project. */
export const pushPaths = ({ queues }: Pick<Service, "queues">): string[] =>
  Object.values(queues).filter((pathOrPull) => pathOrPull !== "pull");

/**
 * The service that receives a queue's messages.
 *
 * @throws Error if there is none; the contract refuses such an environment earlier
 */
export function receiverOf({ services }: Pick<Environment, "services">, queue: string): Service {
  const receiver = services.find(({ queues }) => Object.hasOwn(queues, queue));
  if (receiver === undefined) throw new Error(`no service receives '${queue}'`);
  return receiver;
}
