import type { Story } from "./story";
import { during, from, world } from "./world";

/** Stories that no user feels, or too few of them to wake somebody: a ticket at most. */
export const unfelt: readonly Story[] = [
  {
    title: "One user in fifty waits ten times too long",
    isFelt: false,
    series: (environment) => world(environment, { services: { conversation: { slow: from(0.02) } } }),
    pages: {},
    tickets: { "latency-p99": 9 },
  },
  {
    title: "One request in fifty to rest fails for an hour, which only an error budget over hours and days sees",
    isFelt: false,
    series: (environment) => world(environment, { services: { rest: { failing: from(0.02) } } }),
    pages: {},
    tickets: {},
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
