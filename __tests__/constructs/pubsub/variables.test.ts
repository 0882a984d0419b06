import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { pushVariables } from "../../../constructs/pubsub/variables";
import type { Service } from "../../../contract/environment";
import { key } from "../../contract/arbitraries";
import { environment } from "../../support/environments";

const dev = environment("dev");
const media = dev.services.find((service) => service.slug === "media")!;
const values = (queues: Service["queues"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(pushVariables(dev, { ...media, queues })).map(([name, { value }]) => [name, value]),
  );

describe("pushVariables", () => {
  test("tell a receiver of pushes which audience and account a token must have", () => {
    expect(values({ jobs: "/process-job" })).toEqual({
      PUBSUB_PUSH_AUDIENCE: "https://parley-media-100000000001.us-central1.run.app",
      PUBSUB_PUSH_ACCOUNT: "jobs-push@parley-audio-dev.iam.gserviceaccount.com",
    });
  });

  test("are none for a queue that the service pulls", () => {
    expect(values({})).toEqual({});
    expect(values({ jobs: "pull" })).toEqual({});
    expect(values({ jobs: "pull", alarms: "/alarm" }).PUBSUB_PUSH_ACCOUNT).toBe(
      "alarms-push@parley-audio-dev.iam.gserviceaccount.com",
    );
  });

  test("name every pushing account once, whatever the order of the queues", () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 5 }), (queues) => {
        const receiving = (order: readonly string[]): Record<string, string> =>
          values(Object.fromEntries(order.map((queue) => [queue, `/${queue}`])));
        const accounts = receiving(queues).PUBSUB_PUSH_ACCOUNT!.split(",");
        expect(accounts).toEqual(
          [...queues].sort().map((queue) => `${queue}-push@parley-audio-dev.iam.gserviceaccount.com`),
        );
        expect(receiving([...queues].reverse())).toEqual(receiving(queues));
      }),
    );
  });
});
