import { describe, expect, test } from "vitest";
import { pushPaths, queueOf, receiverOf } from "../../contract/queues";
import { environment } from "../support/environments";

const dev = environment("dev");

describe("a queue", () => {
  test("has the service that names it as its receiver", () => {
    expect(receiverOf(dev, "jobs").slug).toBe("media");
  });

  test("that nobody receives is refused", () => {
    expect(() => receiverOf({ services: [] }, "jobs")).toThrow(new Error("no service receives 'jobs'"));
  });

  test("is what its entry says", () => {
    expect(queueOf(dev, "jobs")).toBe(dev.queues.jobs);
  });

  test("that is not declared is refused", () => {
    expect(() => queueOf(dev, "tasks")).toThrow(new Error("no queue 'tasks'"));
  });
});

describe("the paths of pushes", () => {
  test("are those of the service's queues, in their order", () => {
    expect(pushPaths({ queues: { jobs: "/process-job", renders: "/a/b" } })).toEqual(["/process-job", "/a/b"]);
  });

  test("are none where the service asks for its messages, or has none", () => {
    expect(pushPaths({ queues: { jobs: "pull" } })).toEqual([]);
    expect(pushPaths({ queues: {} })).toEqual([]);
  });
});
