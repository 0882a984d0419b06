import { describe, expect, test } from "vitest";
import type { Environment } from "../../../contract/environment";
import { alertQuery, type PromqlCondition } from "../../../observability/alerts/alert";
import { vpcAlerts } from "../../../constructs/vpc/alerts";
import { environment } from "../../support/environments";

const conditions = (of: Environment): PromqlCondition[] => vpcAlerts(of)[0]!.conditions as unknown as PromqlCondition[];

describe("the alert of Cloud NAT", () => {
  test("is a ticket of every environment", () => {
    for (const name of ["dev", "staging", "prod"] as const)
      expect(vpcAlerts(environment(name))).toMatchObject([
        { kind: "nat-dropped-packets", subject: { kind: "environment" }, severity: "ticket" },
      ]);
  });

  test("joins both conditions into one query, which hold for the same time", () => {
    expect(alertQuery(conditions(environment("prod")))).toBe(
      '(sum by (gateway_name) (increase(router_googleapis_com:nat_dropped_sent_packets_count{project_id="parley-audio-prod",gateway_name="parley-us-central1",reason="OUT_OF_RESOURCES"}[6m])) > 0) or (max by (gateway_name) (router_googleapis_com:nat_nat_allocation_failed{project_id="parley-audio-prod",gateway_name="parley-us-central1"}) > 0)',
    );
  });

  test("watches the gateway of each serving region", () => {
    const two = environment("staging", (spec) => {
      spec.cloudSql!.maxConnections = 1000;
      spec.regions["europe-west1"] = { subnetRange: "10.40.0.0/20" };
    });
    for (const { value } of conditions(two))
      expect(value).toMatch(
        /gateway_name=~"parley-(us-central1\|parley-europe-west1|europe-west1\|parley-us-central1)"/,
      );
  });
});
