import { referenceEnvironments } from "../../../__tests__/reference/all";
import type { Environment } from "../../../contract/environment";
import type { Story } from "./story";
import { unfelt } from "./unfelt";
import { from, world } from "./world";

/** The environment of which the stories are told: the tests' protected one, with every product. */
export const storyteller = (): Environment => referenceEnvironments().find(({ name }) => name === "prod")!;

/** The database answers nobody, and the service that cannot do without it fails. */
const databaseGone: Story["series"] = (environment) =>
  world(environment, { services: { gateway: { failing: from(1) } }, platform: { database: from(0, 1) } });

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
    series: databaseGone,
    pages: { "database-down": 2, "user-impact_gateway": 2 },
    tickets: {},
  },
  {
    title: "Somebody disables the key of the database, which stops, and what needs it fails",
    isFelt: true,
    series: databaseGone,
    pages: { "database-down": 2, "user-impact_gateway": 2 },
    tickets: {},
    onEntries: ["key-disabled"],
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
    title: "Half of the answers of conversation take ten times too long",
    isFelt: true,
    series: (environment) => world(environment, { services: { conversation: { slow: from(0.5) } } }),
    pages: { "user-impact_conversation": 4 },
    tickets: { "latency-p95": 5, "latency-p99": 5 },
  },
  {
    title: "The model answers every turn, ten times too late",
    isFelt: true,
    series: (environment) =>
      world(environment, { services: { audio: { slow: from(1) }, realtime: { slow: from(1) } } }),
    pages: { "user-impact_audio": 3, "user-impact_realtime": 3 },
    tickets: { "latency-p95": 5, "latency-p99": 5 },
  },
  {
    title: "Every audio session loses half of its packets",
    isFelt: true,
    series: (environment) => world(environment, { services: { audio: { lossy: from(1) } } }),
    pages: { "user-impact_audio": 4 },
    tickets: {},
  },
  {
    title: "The uploads bucket refuses media, and two fifths of its requests fail",
    isFelt: true,
    series: (environment) => world(environment, { services: { media: { failing: from(0.4) } } }),
    pages: { "user-impact_media": 2 },
    tickets: {},
  },
  {
    title: "DNS is gone: no request arrives, and no uptime check gets through",
    isFelt: true,
    series: (environment) =>
      world(environment, {
        everyService: {
          requests: from(0, 60),
          refused: from(0, 1),
          sessions: from(0, 10),
          turns: from(0, 60),
          unreachableFrom: from(3),
        },
        platform: { modelCalls: from(0, 150) },
      }),
    pages: {
      unreachable_audio: 2,
      unreachable_conversation: 2,
      unreachable_gateway: 2,
      unreachable_media: 2,
      unreachable_realtime: 2,
      unreachable_rest: 2,
    },
    tickets: {},
  },
  ...unfelt,
];
