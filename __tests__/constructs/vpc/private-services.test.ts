import { describe, expect, test } from "vitest";
import { PrivateServices } from "../../../constructs/vpc/private-services";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { addresses, expectEqualAddresses, only, reference } from "../fixtures";

const network = "projects/p/global/networks/n";
const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    new PrivateServices(scope, "PrivateServices", { environment: of, settings: of.cloudSql!, network });
  });
const address = (of: Environment): ReturnType<typeof only> => only(synthesized(of), "google_compute_global_address");

describe("PrivateServices", () => {
  test("reserves the environment's range in its network for Google's own", () => {
    expect(address(environment("prod"))).toEqual({
      name: "parley-private-services",
      description: "Google's networks of the database take theirs from it",
      purpose: "VPC_PEERING",
      address_type: "INTERNAL",
      address: "10.30.16.0",
      prefix_length: 20,
      network,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("takes address and size from the range", () => {
    const other = environment("dev", (spec) => (spec.cloudSql!.privateServicesRange = "192.168.4.0/24"));
    expect(address(other)).toMatchObject({ address: "192.168.4.0", prefix_length: 24 });
  });

  test("joins that range to the network, survives Google's delay, and takes over a connection that is there", () => {
    const synth = synthesized(environment("prod"));
    expect(only(synth, "google_service_networking_connection")).toEqual({
      network,
      service: "servicenetworking.googleapis.com",
      reserved_peering_ranges: [reference(synth, "google_compute_global_address")],
      deletion_policy: "ABANDON",
      update_on_creation_fail: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("can be destroyed where the environment is disposable, though Google still holds the peering", () => {
    const synth = synthesized(environment("dev"));
    expect(only(synth, "google_compute_global_address").lifecycle).toEqual({ prevent_destroy: false });
    expect(only(synth, "google_service_networking_connection")).toMatchObject({
      deletion_policy: "ABANDON",
      lifecycle: { prevent_destroy: false },
    });
  });

  test("keeps its addresses when the range or the database's generation changes", () => {
    const other = environment("dev", (spec) => {
      spec.cloudSql!.privateServicesRange = "192.168.0.0/20";
      spec.cloudSql!.generation = 2;
    });
    expect(addresses(synthesized(other))).toEqual(addresses(synthesized(environment("dev"))));
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) =>
        new PrivateServices(scope, "PrivateServices", { environment: of, settings: of.cloudSql!, network }),
    );
  });
});
