import type { Environment } from "../../../contract/environment";
import { queueOf, receiverOf } from "../../../contract/queues";
import type { Alert } from "../../../observability/alerts/alert";
import type { InputSeries, Proof } from "../scenario";

/** Undelivered messages of a subscription, plus those of subscriptions that the alert does not cover. */
function undelivered(subscription: string, values: string): InputSeries[] {
  const of = (id: string, messages: string): InputSeries => ({
    series: `pubsub_googleapis_com:subscription_num_undelivered_messages{subscription_id="${id}"}`,
    values: messages,
  });
  return [of(subscription, values), of("secret-rotation-sub", "5000+0x30")];
}

const oldest = (subscription: string, values: string): InputSeries => ({
  series: `pubsub_googleapis_com:subscription_oldest_unacked_message_age{subscription_id="${subscription}"}`,
  values,
});

function keyOf({ subject }: Alert): string {
  if (subject.kind !== "queue") throw new Error("not of a queue");
  return subject.key;
}

/** Two acknowledgement deadlines, or the receiver's recovery time if that is longer; seconds. */
const longestWait = (environment: Environment, queue: string): number =>
  Math.max(queueOf(environment, queue).ackDeadlineSeconds * 2, receiverOf(environment, queue).rtoMinutes * 60);

export const pubsubProofs: readonly Proof[] = [
  {
    kind: "queue-backlog",
    scenarios: (environment, alert) => {
      const key = keyOf(alert);
      const most = queueOf(environment, key).backlogAlert;
      const [more, fewer] = [Math.ceil(1.1 * most), Math.floor(0.9 * most)];
      return [
        { title: `${more} messages wait`, series: undelivered(`${key}-sub`, `${more}+0x20`), opensAtMinute: 10 },
        { title: `${fewer} messages wait`, series: undelivered(`${key}-sub`, `${fewer}+0x30`) },
        {
          title: `${more} messages wait, and for 8 minutes only`,
          series: undelivered(`${key}-sub`, `${more}+0x8 0+0x20`),
        },
        { title: `${more} dead letters wait`, series: undelivered(`${key}-dlq-sub`, `${more}+0x30`) },
      ];
    },
  },
  {
    kind: "queue-oldest-message",
    scenarios: (environment, alert) => {
      const key = keyOf(alert);
      const longest = longestWait(environment, key);
      const reached = Math.floor(longest / 60) + 1;
      return [
        {
          title: `nobody takes a message; it is ${longest} s old before minute ${reached}`,
          series: [oldest(`${key}-sub`, `0+60x${reached + 10}`)],
          opensAtMinute: reached + 5,
        },
        {
          title: "a job takes as long as it may, and its second attempt almost as long",
          series: [oldest(`${key}-sub`, `${0.95 * longest}+0x30`)],
        },
        { title: "a dead letter is a week old", series: [oldest(`${key}-dlq-sub`, "604800+60x30")] },
      ];
    },
  },
  {
    kind: "dead-letters",
    scenarios: (_, alert) => {
      const key = keyOf(alert);
      return [
        {
          title: "a message is given up in minute 6",
          series: undelivered(`${key}-dlq-sub`, "0+0x5 1+0x10"),
          opensAtMinute: 7,
        },
        { title: "nobody has ever given up a message", series: undelivered(`${key}-dlq-sub`, "0+0x20") },
        { title: "messages wait that are not given up", series: undelivered(`${key}-sub`, "50+0x20") },
      ];
    },
  },
];
