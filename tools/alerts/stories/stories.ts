import { referenceEnvironments } from "../../../__tests__/reference/all";
import type { Environment } from "../../../contract/environment";
import type { Story } from "./story";
import { during, from, world } from "./world";

/** The environment of which the stories are told: the tests' protected one, with every product. */
export const storyteller = (): Environment => referenceEnvironments().find(({ name }) => name === "prod")!;

/** The outages that the pages are for, and the nights in which nobody may be woken. */
export const stories: readonly Story[] = [
  {
    title: "The model answers 403 to every call",
    isFelt: true,
    series: (environment) =>
      world(environment, {
        services: {
          audio: { turns: from(0, 60), failing: from(1) },
          realtime: { turns: from(0, 60), failing: from(1) },
          conversation: { failing: from(1) },
        },
        platform: { modelFailing: from(1) },
      }),
    pages: { "model-errors": 5, "user-impact_audio": 2, "user-impact_conversation": 2, "user-impact_realtime": 2 },
    tickets: { "websocket-disconnections": 6 },
  },
  {
    title: "The model hangs: no call ends, no turn is answered, nothing fails",
    isFelt: true,
    series: (environment) =>
      world(environment, {
        services: { audio: { turns: from(0, 60) }, realtime: { turns: from(0, 60) } },
        platform: { modelCalls: from(0, 150) },
      }),
    pages: { "user-impact_audio": 6, "user-impact_realtime": 6 },
    tickets: {},
  },
  {
    title: "Audio is at its maximum of instances, and half of the connections find none",
    isFelt: true,
    series: (environment) =>
      world(environment, { services: { audio: { instances: from(67, 20), failing: from(0.5) } } }),
    pages: { "user-impact_audio": 2 },
    tickets: { "instance-saturation": 10, "websocket-disconnections": 8 },
  },
  {
    title: "The revision of one region of three is broken: a third of the requests to rest fail",
    isFelt: true,
    series: (environment) => world(environment, { services: { rest: { failing: from(0.33) } } }),
    pages: { "user-impact_rest": 2 },
    tickets: {},
  },
  {
    title: "A release answers 500 to everything, its health path included",
    isFelt: true,
    series: (environment) =>
      world(environment, { services: { gateway: { failing: from(1), unreachableFrom: from(3) } } }),
    pages: { unreachable_gateway: 2, "user-impact_gateway": 2 },
    tickets: {},
  },
  {
    title: "A release whose instances die, behind Identity-Aware Proxy",
    isFelt: true,
    series: (environment) => world(environment, { services: { rest: { failing: from(1), unhealthy: from(1) } } }),
    pages: { unreachable_rest: 5, "user-impact_rest": 2 },
    tickets: {},
    onEntries: ["crash-loop"],
  },
  {
    title: "The database is gone, and what needs it fails",
    isFelt: true,
    series: (environment) =>
      world(environment, {
        services: { gateway: { failing: from(1) } },
        platform: { database: from(0, 1) },
      }),
    pages: { "database-down": 2, "user-impact_gateway": 2 },
    tickets: {},
  },
  {
    title: "The region is lost",
    isFelt: true,
    series: (environment) =>
      world(environment, {
        everyService: { failing: from(1), turns: from(0, 60), unreachableFrom: from(3), unhealthy: from(1) },
        platform: { database: from(0, 1) },
      }),
    pages: {
      "database-down": 2,
      unreachable_audio: 2,
      unreachable_conversation: 2,
      unreachable_gateway: 2,
      unreachable_media: 2,
      unreachable_realtime: 2,
      unreachable_rest: 2,
      "user-impact_audio": 2,
      "user-impact_conversation": 2,
      "user-impact_gateway": 2,
      "user-impact_media": 2,
      "user-impact_realtime": 2,
      "user-impact_rest": 2,
    },
    tickets: { "websocket-disconnections": 6 },
  },
  {
    title: "One user in fifty waits ten times too long",
    isFelt: false,
    series: (environment) => world(environment, { services: { conversation: { slow: from(0.02) } } }),
    pages: {},
    tickets: { "latency-p99": 9 },
  },
  {
    title: "The queue is stuck: jobs come and none is taken",
    isFelt: false,
    series: (environment) =>
      world(environment, {
        platform: {
          waiting: (minute) => (minute < 0 ? 2 : 2 + 10 * minute),
          oldestSeconds: (minute) => (minute < 0 ? 20 : 20 + 60 * minute),
        },
      }),
    pages: {},
    tickets: { "queue-backlog": 20, "queue-oldest-message": 25 },
  },
  {
    title: "A certificate is not renewed, and has 13 days left",
    isFelt: false,
    series: (environment) => world(environment, { services: { media: { certificateDays: from(13, 60) } } }),
    pages: {},
    tickets: { "certificate-expiry": 60 },
  },
  {
    title: "Night: no user at all",
    isFelt: false,
    series: (environment) =>
      world(environment, {
        everyService: { requests: from(0, 60), refused: from(0, 1), sessions: from(0, 10), turns: from(0, 60) },
        platform: { modelCalls: from(0, 150) },
      }),
    pages: {},
    tickets: {},
  },
  {
    title: "Night: two users, and one request of each fails",
    isFelt: false,
    series: (environment) =>
      world(environment, {
        everyService: { requests: during(2, 1), failing: from(1), sessions: from(0, 10), turns: from(0, 60) },
        platform: { modelCalls: from(0, 150) },
      }),
    pages: {},
    tickets: {},
  },
  {
    title: "A deploy with an image that does not start: the revision before it goes on serving",
    isFelt: false,
    series: (environment) => world(environment, {}),
    pages: {},
    tickets: {},
    onEntries: ["failed-revision"],
  },
  {
    title: "An ordinary release: twenty instances start, and one request in a hundred fails for three minutes",
    isFelt: false,
    series: (environment) =>
      world(environment, { services: { media: { starts: during(2, 10, 0.1), failing: during(3, 0.01, 0.001) } } }),
    pages: {},
    tickets: {},
  },
  {
    title: "A client retries wildly: a thousand requests a minute for what is not there",
    isFelt: false,
    series: (environment) => world(environment, { services: { rest: { refused: from(1000, 1) } } }),
    pages: {},
    tickets: {},
  },
  {
    title: "One of the three places of the uptime checks is down",
    isFelt: false,
    series: (environment) => world(environment, { everyService: { unreachableFrom: from(1) } }),
    pages: {},
    tickets: {},
  },
];
