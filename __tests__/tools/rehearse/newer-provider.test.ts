import { afterEach, beforeEach, expect, test } from "vitest";
import { apis } from "../../../tools/rehearse/google/apis/all";
import { makeZone } from "../../../tools/rehearse/google/apis/cloud-dns";
import { Faults } from "../../../tools/rehearse/google/faults";
import { Holds } from "../../../tools/rehearse/google/holds";
import { answer } from "../../../tools/rehearse/google/router";
import { startGoogle, type Google } from "../../../tools/rehearse/google/server";
import { World } from "../../../tools/rehearse/google/world";

let world: World;
let google: Google;

beforeEach(async () => {
  world = new World([{ id: "p", number: "7" }], apis);
  for (const { service } of apis) world.enabled.add(`${service}.googleapis.com`);
  google = await startGoogle(world, {
    waits: () => 0,
    faults: new Faults(),
    holds: new Holds([]),
    signal: () => undefined,
  });
});
afterEach(() => google.close());

test.each(["dns/v1", "v1"])(
  "record sets are found at the path of either major version of the provider: %s",
  async (base) => {
    makeZone(world, "p", "z");
    const reply = await fetch(`${google.root}/api-dns/${base}/projects/p/managedZones/z/rrsets?name=a.&type=A`);
    expect([reply.status, await reply.json()]).toEqual([200, { rrsets: [] }]);
  },
);

test("a pool has no attestation rules, which version 7 reads with it", () => {
  const path = "projects/p/locations/global/workloadIdentityPools/github";
  const call = {
    method: "GET",
    service: "iam",
    path: `${path}:listAttestationRules`,
    query: new URLSearchParams(),
    body: {},
  };
  expect(answer(call, world)).toEqual({});
});
