import type { Named } from "../../contract/names";
import { accountEmail } from "../iam/names";

export const topicPath = (environment: Named, topic: string): string =>
  `projects/${environment.project.id}/topics/${topic}`;
export const deadLetterTopic = (queue: string): string => `${queue}-dlq`;
export const subscriptionName = (topic: string): string => `${topic}-sub`;
export const subscriptionPath = (environment: Named, topic: string): string =>
  `projects/${environment.project.id}/subscriptions/${subscriptionName(topic)}`;
/** Id of the service account with which Pub/Sub pushes a queue's messages. */
export const pushAccountId = (queue: string): string => `${queue}-push`;
export const pushAccountEmail = (environment: Named, queue: string): string =>
  accountEmail(environment, pushAccountId(queue));
