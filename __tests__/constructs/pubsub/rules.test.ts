import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { pubsubIssues } from "../../../constructs/pubsub/rules";
import type { Environment, Service } from "../../../contract/environment";
import { environment } from "../../support/environments";

const dev = environment("dev");

/** Issues of dev with its queue `jobs` and further ones, and with what its services receive. */
function issues(
  receive: Record<string, Partial<Pick<Service, "queues" | "timeoutSeconds" | "external">>>,
  queues: Environment["queues"] = dev.queues,
): string[] {
  const services = dev.services.map((service) => ({ ...service, queues: {}, ...receive[service.slug] }));
  return pubsubIssues({
    environment: { ...dev, services, queues },
    file: "environments/dev.ts",
    overrides: {},
    at: () => {
      throw new Error("no figure of a service is at fault");
    },
  }).map(({ file, field, message }) => `${file}: ${field}: ${message}`);
}

const jobs = dev.queues.jobs!;
const withDeadline = (ackDeadlineSeconds: number): Environment["queues"] => ({
  jobs: { ...jobs, ackDeadlineSeconds },
});
const line = (field: string, message: string): string => `environments/catalog.ts: ${field}: ${message}`;

describe("a queue", () => {
  test.each(["/process-job", "pull"])("is received by one service: %s", (pathOrPull) => {
    expect(issues({ media: { queues: { jobs: pathOrPull } } })).toEqual([]);
  });

  test("is refused without a receiver, and the fix is written out", () => {
    expect(issues({})).toEqual([
      line(
        "queues.jobs",
        'is received by no service, so its messages would be lost; add queues: { jobs: "/path" } to the service that is to take them, or "pull" instead of the path if it asks for them',
      ),
    ]);
    expect(issues({ media: { queues: { jobs: "pull" } } }, { jobs, "slow-jobs": jobs })).toEqual([
      line(
        "queues.slow-jobs",
        'is received by no service, so its messages would be lost; add queues: { "slow-jobs": "/path" } to the service that is to take them, or "pull" instead of the path if it asks for them',
      ),
    ]);
  });

  test("is refused with two receivers, and both are named", () => {
    expect(issues({ media: { queues: { jobs: "/process-job" } }, rest: { queues: { jobs: "pull" } } })).toEqual([
      line(
        "queues.jobs",
        "is received by 'media' and 'rest', but each message goes to one of them only; keep it under queues of one and give the other a queue of its own",
      ),
    ]);
  });

  test("has its receiver also where that misspells its name, which is reported there", () => {
    expect(issues({ media: { queues: { job: "/process-job" } } })).toEqual([]);
    expect(issues({ media: { queues: { letters: "/process-job" } } })).toHaveLength(1);
  });
});

describe("a queue that is pushed", () => {
  test("has a path of its own at its receiver", () => {
    const both = { jobs, "slow-jobs": jobs };
    const received = (path: string): string[] =>
      issues({ media: { queues: { jobs: "/process-job", "slow-jobs": path } } }, both);
    expect(received("/process-slow-job")).toEqual([]);
    expect(received("pull")).toEqual([]);
    expect(received("/process-job")).toEqual([
      line(
        "services.media.queues.slow-jobs",
        "'/process-job' takes the messages of 'jobs' already; give 'slow-jobs' a path of its own",
      ),
    ]);
  });

  test("shares neither 'pull' nor a path of another service with anybody", () => {
    const both = { jobs, "slow-jobs": jobs };
    expect(issues({ media: { queues: { jobs: "pull", "slow-jobs": "pull" } } }, both)).toEqual([]);
    expect(issues({ media: { queues: { jobs: "/work" } }, rest: { queues: { "slow-jobs": "/work" } } }, both)).toEqual(
      [],
    );
  });

  test("is not pushed to an external service, which may pull", () => {
    const external = { serviceName: "media", accountEmail: "media@others.iam.gserviceaccount.com" };
    expect(issues({ media: { queues: { jobs: "/process-job" }, external } })).toEqual([
      "environments/dev.ts: services.media.external: is set, but 'jobs' is pushed to the service, and the address and the invokers of an external one are not ours to know; set its queues.jobs to 'pull', or remove external",
    ]);
    expect(issues({ media: { queues: { jobs: "pull" }, external } })).toEqual([]);
  });
});

describe("the acknowledgement deadline of a queue that is pushed", () => {
  const pushed = (deadline: number, timeoutSeconds: number): string[] =>
    issues({ media: { queues: { jobs: "/process-job" }, timeoutSeconds } }, withDeadline(deadline));
  const refusal = (deadline: number, timeout: number, fix: string): string[] => [
    line(
      "queues.jobs.ackDeadlineSeconds",
      `${deadline} s is less than the ${timeout} s that 'media' may take, so a message would be pushed again while the service still works on it; ${fix}`,
    ),
  ];

  test("may be as long as the receiver's timeout", () => {
    expect(pushed(600, 600)).toEqual([]);
    expect(pushed(10, 10)).toEqual([]);
  });

  test("is not shorter, or messages come again while they are worked on", () => {
    expect(pushed(60, 600)).toEqual(refusal(60, 600, "raise it to 600, or lower timeoutSeconds of 'media' to 60"));
  });

  test("cannot reach a timeout beyond 600 s, so that must come down", () => {
    expect(pushed(60, 3600)).toEqual(
      refusal(60, 3600, "Pub/Sub waits 600 s at most, so raise it to 600 and lower timeoutSeconds of 'media' to 600"),
    );
    expect(pushed(600, 601)).toEqual(
      refusal(600, 601, "Pub/Sub waits 600 s at most, so lower timeoutSeconds of 'media' to 600"),
    );
  });

  test("does not bind a service that pulls, which extends it itself", () => {
    expect(issues({ media: { queues: { jobs: "pull" }, timeoutSeconds: 3600 } }, withDeadline(10))).toEqual([]);
  });

  test("is refused exactly where it is shorter, and the advice is enough", () => {
    const seconds = fc.integer({ min: 10, max: 600 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 1, max: 3600 }), (deadline, timeout) => {
        const [issue] = pushed(deadline, timeout);
        expect(issue === undefined).toBe(deadline >= timeout);
        if (issue === undefined) return;
        const raised = Number(/raise it to (\d+)/.exec(issue)?.[1] ?? deadline);
        const lowered = Number(/lower timeoutSeconds of 'media' to (\d+)/.exec(issue)?.[1]);
        if (timeout <= 600) expect(pushed(raised, timeout)).toEqual([]);
        expect(pushed(timeout <= 600 ? deadline : raised, lowered)).toEqual([]);
      }),
    );
  });
});
