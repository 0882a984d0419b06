import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Call } from "../../../tools/rehearse/google/call";
import { apis } from "../../../tools/rehearse/google/apis/all";
import { Faults, injected, refusal, type Fault } from "../../../tools/rehearse/google/faults";
import { Holds, type Hold } from "../../../tools/rehearse/google/holds";
import { startGoogle, type Google } from "../../../tools/rehearse/google/server";
import { waits } from "../../../tools/rehearse/google/waits";
import { World } from "../../../tools/rehearse/google/world";

let world: World;
let google: Google;
let signals: string[];

async function start(fault?: Fault, holds: readonly Hold[] = []): Promise<void> {
  const faults = new Faults(
    fault && [{ fault, meets: ({ method, path }) => method !== "GET" && path.includes("networks"), times: 1 }],
  );
  google = await startGoogle(world, {
    waits,
    faults,
    holds: new Holds(holds),
    signal: (signal) => signals.push(signal),
  });
}

beforeEach(() => {
  world = new World([{ id: "p", number: "7" }], apis);
  signals = [];
  for (const { service } of apis) world.enabled.add(`${service}.googleapis.com`);
});
afterEach(() => google.close());

const networks = "api-compute/compute/v1/projects/p/global/networks";

async function post(path: string, body: object): Promise<{ code: number; body: any }> {
  const answer = await fetch(`${google.root}/${path}`, { method: "POST", body: JSON.stringify(body) });
  return { code: answer.status, body: await answer.json() };
}

const get = async (path: string): Promise<{ code: number; body: any }> => {
  const answer = await fetch(`${google.root}/${path}`);
  return { code: answer.status, body: await answer.json() };
};

const operation = (name: string): string => `api-compute/compute/v1/projects/p/global/operations/${name}`;

describe("a fault", () => {
  test("refused: nothing is made, and the next call succeeds", async () => {
    await start(refusal(500, "INTERNAL"));
    expect((await post(networks, { name: "n" })).code).toBe(500);
    expect((await post(networks, { name: "n" })).code).toBe(200);
  });

  test("lost: it is made, and the caller learns nothing or an error", async () => {
    await start({ kind: "lost" });
    await expect(post(networks, { name: "n" })).rejects.toThrow("fetch failed");
    expect((await post(networks, { name: "n" })).code).toBe(409);
    await google.close();
    await start({ kind: "lost", error: injected(503, "UNAVAILABLE") });
    expect((await post(networks, { name: "m" })).code).toBe(503);
    expect((await post(networks, { name: "m" })).code).toBe(409);
  });

  test("failed: the operation ends with an error, and what it made stays", async () => {
    await start({ kind: "failed", error: injected(400, "FAILED_PRECONDITION") });
    const { body } = await post(networks, { name: "n" });
    expect((await get(operation(body.name as string))).body.error.errors[0].message).toBe(
      "Injected FAILED_PRECONDITION",
    );
    expect((await get(`${networks}/n`)).code).toBe(200);
  });

  test("signal: it is made, Terraform gets the signal, and after SIGKILL nobody waits for the answer", async () => {
    await start({ kind: "signal", signal: "SIGINT" });
    expect((await post(networks, { name: "n" })).code).toBe(200);
    await google.close();
    await start({ kind: "signal", signal: "SIGKILL" });
    await expect(post(networks, { name: "m" })).rejects.toThrow("fetch failed");
    expect(signals).toEqual(["SIGINT", "SIGKILL"]);
    expect((await post(networks, { name: "m" })).code).toBe(409);
  });
});

describe("what takes effect last", () => {
  test("waits for a certain call, if that is asked for", async () => {
    const creating = (name: string) => (call: Call) => call.body.name === name;
    await start(undefined, [{ late: creating("late"), after: creating("after") }]);
    const order: string[] = [];
    const late = post(networks, { name: "late" }).then(() => order.push("late"));
    await post(networks, { name: "other" }).then(() => order.push("other"));
    await post(networks, { name: "after" }).then(() => order.push("after"));
    await late;
    expect(order).toEqual(["other", "after", "late"]);
  });

  test("waits no longer once a read that comes before such a call is refused", async () => {
    const late = (call: Call): boolean => call.body.name === "late";
    await start(undefined, [{ late, after: ({ path }) => path.endsWith("/after") }]);
    const order: string[] = [];
    const started = Date.now();
    const made = post(networks, { name: "late" }).then(() => order.push("late"));
    await get(`${networks}/after`).then(({ code }) => order.push(String(code)));
    await made;
    expect(order).toEqual(["404", "late"]);
    // Without it the call is held for half a minute.
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  test("goes on waiting when a policy is read that is then set", async () => {
    const late = (call: Call): boolean => call.body.name === "late";
    await start(undefined, [{ late, after: ({ path }) => /etIamPolicy$/.test(path) }]);
    const order: string[] = [];
    const made = post(networks, { name: "late" }).then(() => order.push("late"));
    const policy = (verb: string): Promise<unknown> =>
      post(`api-cloudresourcemanager/v1/projects/p:${verb}`, { policy: {} }).then(() => order.push(verb));
    await policy("getIamPolicy");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await policy("setIamPolicy");
    await made;
    expect(order).toEqual(["getIamPolicy", "setIamPolicy", "late"]);
  });

  test("waits for every other call: grants, then APIs, then peerings", async () => {
    await start();
    const order: string[] = [];
    const done = (what: string) => (): void => void order.push(what);
    await Promise.all([
      post("api-servicenetworking/v1/services/servicenetworking.googleapis.com/connections", {
        network: "projects/7/global/networks/none",
      }).then(done("peering")),
      post("api-serviceusage/v1/projects/p/services:batchEnable", { serviceIds: ["run.googleapis.com"] }).then(
        done("api"),
      ),
      post("api-cloudresourcemanager/v1/projects/p:setIamPolicy", { policy: {} }).then(done("grant")),
      post(networks, { name: "n" }).then(done("network")),
    ]);
    expect(order).toEqual(["network", "grant", "api", "peering"]);
  });
});
