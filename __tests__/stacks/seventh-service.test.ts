import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { PlatformSpec } from "../../environments/platform-schema";
import { environment } from "../support/environments";
import { layersOf, type Layers } from "../support/policies";

/** One entry, as it would stand in platform.ts. */
const transcription: PlatformSpec["services"][string] = {
  title: "Transcription Service",
  description: "Turns recorded audio into text",
  image: `transcription-service@sha256:${"7".repeat(64)}`,
  port: 8080,
  cpu: 1,
  memory: "1Gi",
  concurrency: 20,
  scale: { min: 0, max: 10 },
  timeoutSeconds: 120,
  health: {
    path: "/health",
    liveness: { initialDelaySeconds: 0, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
  },
  env: { GOOGLE_CLOUD_PROJECT: { from: "projectId" }, LOG_LEVEL: { from: "logLevel" } },
  reads: ["uploads"],
  calls: ["speech-to-text"],
  route: { host: "transcription", paths: ["/*"] },
};

/** Addresses whose JSON is new, gone or different between two environments' stacks. */
function difference(before: Layers, after: Layers): { added: string[]; removed: string[]; changed: string[] } {
  const flat = (layers: Layers): Map<string, string> =>
    new Map(
      Object.entries(layers).flatMap(([layer, json]) => [
        ...Object.entries(json.resource as Record<string, object>).flatMap(([type, named]) =>
          Object.entries(named).map(([name, attributes]): [string, string] => [
            `${layer}: ${type}.${name.replace(/_[0-9A-F]{8}$/, "")}`,
            JSON.stringify(attributes),
          ]),
        ),
        ...Object.entries((json.output ?? {}) as Record<string, unknown>).map(([name, value]): [string, string] => [
          `${layer}: output.${name}`,
          JSON.stringify(value),
        ]),
      ]),
    );
  const [one, other] = [flat(before), flat(after)];
  return {
    added: [...other.keys()].filter((address) => !one.has(address)).sort(),
    removed: [...one.keys()].filter((address) => !other.has(address)),
    changed: [...one.keys()].filter((address) => other.has(address) && other.get(address) !== one.get(address)).sort(),
  };
}

describe("a seventh service", () => {
  test("is one entry of at most 30 lines", () => {
    const lines = readFileSync(__filename, "utf8").split("\n");
    const first = lines.findIndex((line) => line.startsWith("const transcription"));
    const last = lines.findIndex((line, index) => index > first && line === "};");
    expect(last - first + 1).toBeGreaterThan(15);
    expect(last - first + 1).toBeLessThanOrEqual(30);
  });

  test.each(["dev", "staging", "prod"] as const)(
    "adds its own resources in %s, and changes only the routing table and what lists services",
    (name) => {
      const before = layersOf(environment(name));
      const after = layersOf(
        environment(name, (_, platform) => {
          platform.services.transcription = transcription;
        }),
      );
      const dns =
        name === "prod"
          ? [
              "runtime: google_dns_record_set.LoadBalancer_DnsRecords_A-transcription",
              "runtime: google_dns_record_set.LoadBalancer_DnsRecords_CNAME-transcription",
            ]
          : [];
      const proxy =
        name === "prod"
          ? [
              "runtime: google_cloud_run_v2_service_iam_member.Transcription_us-central1_ProxyInvoker",
              "runtime: google_iap_web_backend_service_iam_member.LoadBalancer_Backend-transcription_Accessor-groupimprov-usersexamplecom",
              "runtime: google_iap_web_backend_service_iam_member.LoadBalancer_Backend-transcription_Accessor-uptime-checks",
            ]
          : [];
      expect(difference(before, after)).toEqual({
        added: [
          "foundation: google_project_service.Api_speech",
          "operations: google_monitoring_uptime_check_config.TranscriptionUptime",
          "runtime: google_certificate_manager_certificate.LoadBalancer_Certificates_Certificate-transcription",
          "runtime: google_certificate_manager_certificate_map_entry.LoadBalancer_Certificates_Entry-transcription",
          "runtime: google_certificate_manager_dns_authorization.LoadBalancer_Certificates_Authorization-transcription",
          "runtime: google_cloud_run_v2_service.Transcription_us-central1",
          "runtime: google_compute_backend_service.LoadBalancer_Backend-transcription",
          "runtime: google_compute_region_network_endpoint_group.LoadBalancer_Backend-transcription_us-central1",
          "runtime: google_project_iam_member.Transcription_Identity_cloudtrace-agent",
          "runtime: google_project_iam_member.Transcription_Identity_logging-logWriter",
          "runtime: google_project_iam_member.Transcription_Identity_monitoring-metricWriter",
          "runtime: google_project_iam_member.Transcription_Identity_speech-client",
          "runtime: google_service_account.Transcription_Identity",
          "runtime: google_storage_bucket_iam_member.Transcription_Identity_Reads-uploads",
          ...dns,
          ...proxy,
        ].sort(),
        removed: [],
        changed: [
          "runtime: google_compute_url_map.LoadBalancer_Routing",
          "runtime: output.certificate_names",
          "runtime: output.dns_records",
          "runtime: output.service_urls",
        ],
      });
    },
  );

  test("adds one host to the routing table and leaves the others' rules as they were", () => {
    const routing = (layers: Layers): any =>
      Object.entries(layers.runtime.resource.google_compute_url_map as Record<string, any>).find(([id]) =>
        id.startsWith("LoadBalancer_Routing"),
      )![1];
    const before = routing(layersOf(environment("prod")));
    const after = routing(
      layersOf(
        environment("prod", (_, platform) => {
          platform.services.transcription = transcription;
        }),
      ),
    );
    const known = new Set(before.host_rule.map((rule: any) => rule.hosts[0]));
    expect(after.host_rule.filter((rule: any) => known.has(rule.hosts[0]))).toEqual(before.host_rule);
    expect(after.host_rule.filter((rule: any) => !known.has(rule.hosts[0])).map((rule: any) => rule.hosts)).toEqual([
      ["transcription.app.example.com"],
    ]);
    expect(after.path_matcher).toHaveLength(Number(before.path_matcher.length) + 1);
  });
});
