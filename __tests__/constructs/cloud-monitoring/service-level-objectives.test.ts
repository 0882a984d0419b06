import { describe, expect, test } from "vitest";
import { ServiceLevelObjectives } from "../../../constructs/cloud-monitoring/service-level-objectives";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, external, list, named, only, override, reference, serviceOf } from "../fixtures";

const prod = environment("prod");

const objectives = (of: Environment, key: string): Synthesized =>
  synthesize((scope) => {
    new ServiceLevelObjectives(scope, "Objectives", { environment: of, service: serviceOf(of, key) });
  });

const slo = (synthesized: Synthesized, key: string): Attributes =>
  named(synthesized, "google_monitoring_slo", `Objectives_${key}`);

describe("ServiceLevelObjectives", () => {
  test("is one service of Cloud Monitoring, tied to the one of Cloud Run", () => {
    expect(only(objectives(prod, "audio"), "google_monitoring_custom_service")).toEqual({
      service_id: "parley-audio",
      display_name: "Audio Service",
      telemetry: {
        resource_name: "//run.googleapis.com/projects/parley-audio-prod/locations/us-central1/services/parley-audio",
      },
      user_labels: { service: "audio", environment: "prod" },
    });
  });

  test("counts failed requests among all", () => {
    const rest = objectives(prod, "rest");
    const all =
      'metric.type="logging.googleapis.com/user/requests" AND resource.type="cloud_run_revision" AND resource.labels.service_name="parley-rest"';
    expect(slo(rest, "Availability")).toEqual({
      service: reference(rest, "google_monitoring_custom_service", "", "service_id"),
      slo_id: "availability",
      display_name: "99.5 % of requests do not fail",
      goal: 0.995,
      rolling_period_days: 30,
      request_based_sli: {
        good_total_ratio: {
          bad_service_filter: all.replace("user/requests", "user/failed_requests"),
          total_service_filter: all,
        },
      },
      user_labels: { service: "rest", environment: "prod" },
    });
  });

  test("counts requests, or turns of a WebSocket service, up to a time in the unit of their metric", () => {
    const cut = (key: string): Attributes =>
      slo(objectives(prod, key), "Latency").request_based_sli.distribution_cut as Attributes;
    expect(cut("rest")).toEqual({
      distribution_filter:
        'metric.type="logging.googleapis.com/user/request_latency" AND resource.type="cloud_run_revision" AND resource.labels.service_name="parley-rest"',
      range: { max: 1 },
    });
    expect(cut("audio")).toEqual({
      distribution_filter:
        'metric.type="logging.googleapis.com/user/turn_latency" AND resource.type="cloud_run_revision" AND resource.labels.service_name="parley-audio"',
      range: { max: 1000 },
    });
    expect(cut("media").distribution_filter).toBe(
      'metric.type="logging.googleapis.com/user/request_latency" AND resource.type="cloud_run_revision" AND resource.labels.service_name="parley-media"',
    );
  });

  test("counts audio sessions by their packet loss, of WebSocket services alone", () => {
    const quality = slo(objectives(prod, "realtime"), "Quality");
    expect([quality.goal, quality.display_name]).toEqual([
      0.98,
      "98 % of audio sessions lose less than 5 % of their packets",
    ]);
    expect(quality.request_based_sli.distribution_cut).toEqual({
      distribution_filter:
        'metric.type="logging.googleapis.com/user/audio_packet_loss" AND resource.type="cloud_run_revision" AND resource.labels.service_name="parley-realtime"',
      range: { max: 0.05 },
    });
    expect(list(objectives(prod, "rest"), "google_monitoring_slo").map(({ slo_id }) => slo_id as string)).toEqual([
      "availability",
      "latency",
    ]);
  });

  test("takes the entry's figures", () => {
    const changed = environment("dev", override("rest", { objectives: { periodDays: 7, availability: 0.99 } }));
    const { goal, rolling_period_days } = slo(objectives(changed, "rest"), "Availability");
    expect([goal, rolling_period_days]).toEqual([0.99, 7]);
  });

  test("watches a service that others deploy under its own name", () => {
    const dev = environment("dev", override("rest", { external }));
    const rest = objectives(dev, "rest");
    expect(only(rest, "google_monitoring_custom_service").service_id).toBe("improv-api");
    expect(slo(rest, "Availability").request_based_sli.good_total_ratio.total_service_filter).toContain(
      'service_name="improv-api"',
    );
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => {
      new ServiceLevelObjectives(scope, "Objectives", { environment: of, service: serviceOf(of, "audio") });
    });
  });
});
