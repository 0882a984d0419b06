import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

describe("figures of latency", () => {
  test("at the 99th percentile are not below those at the 95th", () => {
    expect(issuesOf("prod", (_, catalog) => (catalog.services.rest.latencyP99Milliseconds = 1500))).toEqual([
      "environments/catalog.ts: services.rest.latencyP99Milliseconds: 1500 is below latencyP95Milliseconds, which is 2000; raise it to 2000 or more",
    ]);
  });

  test("may be equal", () => {
    expect(issuesOf("prod", (_, catalog) => (catalog.services.rest.latencyP99Milliseconds = 2000))).toEqual([]);
  });

  test("of a path are for paths of the route alone, which users reach", () => {
    expect(
      issuesOf("prod", (_, catalog) => {
        catalog.services.media.pathLatencyP99Milliseconds = { "/generat": 2000, "/videos/new": 100 };
      }),
    ).toEqual([
      "environments/catalog.ts: services.media.pathLatencyP99Milliseconds./generat: is no path of the route, so no user reaches it; add it to route.paths or remove it here",
      "environments/catalog.ts: services.media.pathLatencyP99Milliseconds./videos/new: is no path of the route, so no user reaches it; its requests are counted under '/videos/*'; give it a rule of its own in route.paths",
    ]);
  });

  test("are not below the time that a request takes on average, of which only the objective and the lowest percentiles are named", () => {
    const slow = (seconds: number): string[] =>
      issuesOf("prod", (spec) => (spec.usage.services.rest.averageSeconds = seconds));
    const cannot = "cannot be met: usage.services.rest.averageSeconds says that a request takes";
    expect(slow(1)).toEqual([]);
    expect(slow(1.5)).toEqual([
      `environments/catalog.ts: services.rest.objectives.latency.milliseconds: 1000 ms ${cannot} 1500 ms on average; raise it above 1500, or correct averageSeconds`,
    ]);
    expect(slow(3).map((issue) => issue.split(": ")[1])).toEqual([
      "services.rest.objectives.latency.milliseconds",
      "services.rest.latencyP95Milliseconds",
    ]);
  });

  test("are of turns on a WebSocket, and the average of a service with a queue counts jobs: neither is compared", () => {
    expect(issuesOf("prod", (spec) => (spec.usage.services.audio.averageMinutes = 50))).toEqual([]);
    expect(issuesOf("prod", (spec) => (spec.usage.services.media.averageSeconds = 3000))).toEqual([]);
  });

  test("of an internal service name no path", () => {
    expect(
      issuesOf("prod", (_, catalog) => {
        delete catalog.services.gateway.route;
        catalog.services.gateway.pathLatencyP99Milliseconds = { "/health": 50 };
      })[0],
    ).toContain("services.gateway.pathLatencyP99Milliseconds./health: is no path of the route");
  });

  test("of a WebSocket's path are refused, since they measure conversations", () => {
    expect(
      issuesOf("prod", (_, catalog) => {
        catalog.services.audio.pathLatencyP99Milliseconds = { "/ws/audio/*": 2000, "/ws/health": 50 };
      }),
    ).toEqual([
      "environments/catalog.ts: services.audio.pathLatencyP99Milliseconds./ws/audio/*: measures how long conversations last, since a WebSocket is one request; remove it",
    ]);
  });

  test("are ones that something can exceed", () => {
    expect(
      issuesOf("dev", (_, catalog) => {
        catalog.services.rest.latencyP95Milliseconds = 30_000;
        catalog.services.rest.objectives = { latency: { goal: 0.95, milliseconds: 1e9 } };
        catalog.services.audio.latencyP99Milliseconds = 30_000;
      }),
    ).toEqual([
      "environments/catalog.ts: services.audio.latencyP99Milliseconds: 30000 ms are never exceeded: 30000 ms is the last bound of the turns' histogram, beyond which nothing is told apart; lower it below 30000",
      "environments/catalog.ts: services.rest.latencyP95Milliseconds: 30000 ms are never exceeded: 30000 ms is what timeoutSeconds lets a request take; lower it below 30000",
      "environments/catalog.ts: services.rest.objectives.latency.milliseconds: 1000000000 ms are never exceeded: 30000 ms is what timeoutSeconds lets a request take; lower it below 30000",
    ]);
  });

  test.each([0, 0.11, 1])(
    "beside a share of errors of %d, which pages for each or never before the rollback, are refused",
    (share) => {
      expect(issuesOf("dev", (_, catalog) => (catalog.services.rest.errorRatio = share))).toEqual([
        `environments/catalog.ts: services.rest.errorRatio: must be more than 0 and at most 0.1, at which a release is rolled back, got ${share}`,
      ]);
    },
  );
});

describe("the title of a service", () => {
  const titled = (title: string): string[] => issuesOf("dev", (_, catalog) => (catalog.services.rest.title = title));

  test.each(["Media Service", "media service"])("is its own: %s", (title) => {
    expect(titled(title)).toEqual([
      `environments/catalog.ts: services.rest.title: '${title}' is also the title of 'media'; alerts would not say which it is`,
    ]);
  });

  test.each(["Database", "GPU cluster", "Queue jobs"])("begins no other alert: %s", (title) => {
    expect(titled(title)[0]).toContain(`'${title}' begins other alerts; give the service another`);
  });

  test.each(["Media\nrm -rf ~ #", "a <!-- /names --> b", "a\u202Eb", "a`b", " REST", "   "])(
    "is plain words: %j",
    (title) => {
      expect(titled(title)[0]).toMatch(/services\.rest\.title: (holds a line break|must be words)/);
    },
  );

  test("is as long as Google takes, in bytes", () => {
    expect(titled("音".repeat(34))[0]).toContain("has 102 bytes, more than the 100 that Google takes; shorten it");
    expect(titled("音".repeat(33))).toEqual([]);
  });
});

describe("a queue's receiver", () => {
  test("is back before the messages are gone", () => {
    expect(issuesOf("dev", (_, catalog) => (catalog.services.media.rtoMinutes = 20_000))).toContain(
      "environments/catalog.ts: services.media.rtoMinutes: 20000 minutes are no less than the 10080 for which 'jobs' keeps a message; lower it below 10080, or raise queues.jobs.retentionDays",
    );
  });
});

describe("the branch of the links", () => {
  test.each(["refs/heads/main", "main/", "a..b", "a//b", "x.lock", "main."])("is no %s", (branch) => {
    expect(issuesOf("dev", (spec) => (spec.deployBranch = branch))[0]).toContain(
      "deployBranch: must be a branch like 'main', without 'refs/heads/'",
    );
  });
});
