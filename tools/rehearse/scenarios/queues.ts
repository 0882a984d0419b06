import type { Edit, Scenario } from "../scenario";
import { retired, retiring, withoutQueue } from "./edits";

/** Whether the receiver is called with the messages, or asks for them. */
const received =
  (pathOrPull: string): Edit =>
  ({ catalog }) => {
    catalog.services["media"]!.queues = { jobs: pathOrPull };
  };

/** Pub/Sub queues. */
export const queues: readonly Scenario[] = [
  {
    name: "queue-added-and-removed",
    what: "a service gets a second queue with a schema, and loses it again",
    environment: "dev",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.queues["exports"] = {
            ...catalog.queues["jobs"]!,
            schema: { type: "AVRO", definition: JSON.stringify(schemaOf("string")), encoding: "JSON" },
          };
          catalog.services["gateway"]!.publishes = ["exports"];
          catalog.services["media"]!.queues = { ...catalog.services["media"]!.queues, exports: "/export" };
        },
      },
      {
        edit: ({ catalog }) => {
          catalog.queues["exports"]!.schema!.definition = JSON.stringify(schemaOf("int"));
        },
        deploys: ["data"],
      },
      {
        edit: ({ catalog }) => {
          delete catalog.queues["exports"]!.schema;
        },
      },
      { edit: withoutQueue("exports") },
    ],
  },
  {
    name: "queue-removed",
    what: "a queue goes from a disposable environment",
    environment: "dev",
    changes: [{ edit: withoutQueue("jobs") }],
  },
  {
    name: "protected-queue-removed",
    what: "a queue of a protected environment goes: first its guard",
    environment: "prod",
    changes: [
      { edit: retiring({ queues: ["jobs"] }), does: { added: 0, changed: 0, destroyed: 0 } },
      { edit: retired(withoutQueue("jobs")) },
    ],
  },
  {
    name: "dead-letters-after-more-attempts",
    what: "more attempts, longer retention and longer pauses, in place",
    environment: "prod",
    changes: [
      {
        edit: ({ catalog }) => {
          Object.assign(catalog.queues["jobs"]!, {
            maxDeliveryAttempts: 10,
            retentionDays: 14,
            deadLetterRetentionDays: 31,
            retry: { minimumBackoffSeconds: 30, maximumBackoffSeconds: 600 },
          });
        },
        does: { added: 0, destroyed: 0 },
      },
    ],
  },
  {
    name: "queue-ordered",
    what: "messages are delivered in order, which replaces the subscription of a disposable environment",
    environment: "dev",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.queues["jobs"]!.ordered = true;
        },
      },
    ],
  },
  {
    name: "queue-from-push-to-pull-and-back",
    what: "the receiver asks for its messages, and is called again; the subscription is never without a state",
    environment: "prod",
    changes: [
      {
        edit: received("pull"),
        sections: [{ layer: "data", page: "docs/how-to/add-a-queue.md", section: "To pull" }],
        deploys: ["data"],
        // The subscription changes in place; the grant on it comes to this state.
        does: { added: 1, changed: 1, destroyed: 0 },
      },
      { deploys: ["runtime", "operations"] },
      {
        edit: received("/process-job"),
        sections: [{ layer: "runtime", page: "docs/how-to/add-a-queue.md", section: "To push" }],
        deploys: ["runtime", "data", "operations"],
      },
    ],
  },
  {
    name: "queue-from-push-to-pull-without-its-state",
    what: "the same without a change of states, which Google refuses",
    environment: "dev",
    changes: [{ edit: received("pull"), deploys: ["data"], refused: /already exists/ }],
  },
];

const schemaOf = (type: string): object => ({ type: "record", name: "Export", fields: [{ name: "id", type }] });
