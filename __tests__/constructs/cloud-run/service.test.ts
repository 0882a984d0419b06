import { describe, expect, test } from "vitest";
import { Service } from "../../../constructs/cloud-run/service";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import {
  addresses,
  all,
  behindProxy,
  expectEqualAddresses,
  external,
  idOf,
  list,
  override,
  secondRegion,
  serviceOf,
  type Change,
} from "../fixtures";

const runType = "google_cloud_run_v2_service";
const invokerType = "google_cloud_run_v2_service_iam_member";

function build(change: Change = () => {}): { synth: Synthesized; made: Service } {
  const of = environment("dev", change);
  let made: Service | undefined;
  const synth = synthesize((scope) => {
    made = new Service(scope, "Rest", { environment: of, service: serviceOf(of, "rest") });
  });
  return { synth, made: made! };
}

describe("Service", () => {
  test("is one account and one Cloud Run service in the only region", () => {
    const { synth, made } = build();
    expect(Object.keys(synth.all("google_service_account"))).toEqual([
      idOf(synth, "google_service_account", "Rest_Identity_"),
    ]);
    expect(Object.keys(synth.all(runType))).toEqual([idOf(synth, runType, "Rest_us-central1_")]);
    expect([...made.nameByRegion.keys()]).toEqual(["us-central1"]);
  });

  test("is one account and a Cloud Run service in each of two regions, the primary first", () => {
    const { synth, made } = build(secondRegion);
    expect(Object.keys(synth.all("google_service_account"))).toHaveLength(1);
    expect(
      list(synth, runType).map(({ name, location }) => ({ name: name as string, location: location as string })),
    ).toEqual([
      { name: "parley-rest", location: "us-central1" },
      { name: "parley-rest", location: "europe-west1" },
    ]);
    expect([...made.nameByRegion.keys()]).toEqual(["us-central1", "europe-west1"]);
  });

  test("grants once what it needs in two regions, and keeps the first region's addresses", () => {
    const [one, two] = [addresses(build().synth), addresses(build(secondRegion).synth)];
    const added = two
      .filter((address) => !one.includes(address))
      .map((address) => address.replace(/_[0-9A-F]{8}$/, ""));
    expect(added).toEqual([`${runType}.Rest_europe-west1`]);
    expect(two).toEqual(expect.arrayContaining(one));
  });

  test("lets the proxy invoke it in each of two regions", () => {
    const { synth } = build(all(behindProxy(), secondRegion));
    expect(list(synth, invokerType).map(({ location }) => location as string)).toEqual(["us-central1", "europe-west1"]);
  });

  test("of others is neither deployed nor given an account here, and keeps its name and its grants", () => {
    const { synth, made } = build(all(override("rest", { external }), behindProxy()));
    expect(synth.all(runType)).toEqual({});
    expect(synth.all("google_service_account")).toEqual({});
    expect(synth.all(invokerType)).toEqual({});
    expect([...made.nameByRegion]).toEqual([["us-central1", "improv-api"]]);
    expect(list(synth, "google_secret_manager_secret_iam_member").map(({ member }) => member as string)).toEqual([
      `serviceAccount:${external.accountEmail}`,
    ]);
  });

  test("of others has the same name in both regions of two", () => {
    const { made } = build(all(override("rest", { external }), secondRegion));
    expect([...made.nameByRegion]).toEqual([
      ["us-central1", "improv-api"],
      ["europe-west1", "improv-api"],
    ]);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) => new Service(scope, "Rest", { environment: of, service: serviceOf(of, "rest") }),
      secondRegion,
    );
  });
});
