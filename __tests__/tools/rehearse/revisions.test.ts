import { beforeEach, describe, expect, test } from "vitest";
import { apis } from "../../../tools/rehearse/google/apis/all";
import { answer } from "../../../tools/rehearse/google/router";
import { World } from "../../../tools/rehearse/google/world";
import { divided, servingRevision } from "../../../tools/rehearse/scenarios/traffic";

let world: World;
beforeEach(() => {
  world = new World([{ id: "p", number: "7" }], apis);
  for (const { service } of apis) world.enabled.add(`${service}.googleapis.com`);
  call("POST", "projects/p/serviceAccounts", { accountId: "run", serviceAccount: {} }, "iam");
});

function call(method: string, path: string, body: object = {}, service = "run"): any {
  const [at = "", query = ""] = path.split("?");
  return answer({ method, service, path: at, query: new URLSearchParams(query), body }, world);
}

const services = "projects/p/locations/r/services";
const image = (digit: string): string => `app@sha256:${digit.repeat(64)}`;

/** A service with one revision, named by the image's digit and a number. */
const sent = (digit: string, traffic: readonly object[], attempt = 1): object => ({
  template: {
    revision: `x-${digit}-${attempt}`,
    serviceAccount: "run@p.iam.gserviceaccount.com",
    containers: [{ image: image(digit) }],
  },
  traffic,
});
const all = (revision: string): object[] => [{ revision, percent: 100 }];

/** What the operation of a change ends with: an error's code and message, or `done`. */
function outcome(method: string, path: string, body: object): string {
  const { name } = call(method, path, body);
  const { error } = call("GET", name as string);
  return error === undefined ? "done" : `${error.code as number}: ${error.message as string}`;
}
const made = (): string => outcome("POST", `${services}?serviceId=x`, sent("1", all("x-1-1")));
const changed = (digit: string, traffic: object[], attempt = 1): string =>
  outcome("PATCH", `${services}/x`, sent(digit, traffic, attempt));

describe("a revision that does not start", () => {
  test("fails the operation, leaves traffic where it was, and keeps what was sent", () => {
    expect(made()).toBe("done");
    world.broken.add(image("2"));
    expect(changed("2", all("x-2-1"))).toMatch(/^9: Revision 'x-2-1' is not ready and cannot serve traffic/);
    expect(servingRevision(world, "x", "r")).toBe("x-1-1");
    expect(call("GET", `${services}/x`)).toMatchObject({
      template: { revision: "x-2-1" },
      latestReadyRevision: `${services}/x/revisions/x-1-1`,
      terminalCondition: { state: "CONDITION_FAILED" },
    });
  });

  test("stays failed under its name when the cause is gone, and starts under another", () => {
    made();
    world.broken.add(image("2"));
    changed("2", all("x-2-1"));
    world.broken.clear();
    expect(changed("2", all("x-2-1"))).toMatch(/^9: /);
    expect(changed("2", all("x-2-2"), 2)).toBe("done");
    expect(divided("x", ["r"], { "2222": 100 })(world)).toEqual([]);
  });
});

describe("traffic", () => {
  test("to a revision that is not there fails the operation, and the service exists", () => {
    const traffic = [
      { revision: "x-1-1", percent: 10 },
      { revision: "x-0-1", percent: 90 },
    ];
    expect(outcome("POST", `${services}?serviceId=x`, sent("1", traffic))).toMatch(
      /^13: Revision 'x-0-1' does not exist or is deleted/,
    );
    expect(call("GET", `${services}/x`).trafficStatuses).toEqual([]);
  });

  test("that is divided has no single revision, and each share is compared", () => {
    made();
    changed("2", [
      { revision: "x-2-1", percent: 10, tag: "candidate" },
      { revision: "x-1-1", percent: 90 },
    ]);
    expect(() => servingRevision(world, "x", "r")).toThrow("no single revision of x serves in r");
    expect(divided("x", ["r"], { "1111": 90, "2222": 10 })(world)).toEqual([]);
    expect(divided("x", ["r"], { "1111": 100 })(world)).toEqual([
      'x in r divides its traffic {"1111":90,"2222":10}, not {"1111":100}',
    ]);
  });
});

describe("a subnet", () => {
  test("keeps a secondary range from which a cluster takes its addresses", () => {
    const at = "projects/p/regions/r/subnetworks";
    const ranges = (...names: string[]): object => ({ secondaryIpRanges: names.map((rangeName) => ({ rangeName })) });
    const { name } = call("POST", at, { name: "s", ...ranges("pods", "services", "other") }, "compute");
    call("GET", `projects/p/global/operations/${name as string}`, {}, "compute");
    const cluster = {
      name: "c",
      subnetwork: `${at}/s`,
      ipAllocationPolicy: { clusterSecondaryRangeName: "pods", servicesSecondaryRangeName: "services" },
    };
    const operation = call("POST", "projects/p/locations/r/clusters", { cluster }, "container");
    call("GET", `projects/p/locations/r/operations/${operation.name as string}`, {}, "container");
    expect(() => call("PATCH", `${at}/s`, ranges("pods", "services"), "compute")).not.toThrow();
    expect(() => call("PATCH", `${at}/s`, ranges("services"), "compute")).toThrow(
      `The resource '${at}/s/secondaryIpRanges/pods' is already being used by 'projects/p/locations/r/clusters/c'`,
    );
  });
});
