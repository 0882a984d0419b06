import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { estimate } from "../../contract/cost/estimate";
import { defineEnvironment } from "../../contract/define-environment";
import type { Environment } from "../../contract/environment";
import { catalog } from "../reference/catalog";
import type { CatalogSpec } from "../../contract/catalog-schema";
import { namesFiles } from "../../tools/runbooks/names-file";
import { specs } from "../support/environments";
import { layersOf, violations, type Layers } from "../support/policies";

/** One entry, as catalog.ts would hold it. */
const transcription: CatalogSpec["services"][string] = {
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

/** The catalog with that entry and without another line; not even a budget is raised. */
const entries: CatalogSpec = { ...catalog, services: { ...catalog.services, transcription } };
const names = ["dev", "staging", "prod"] as const;
const before = names.map((name) => defineEnvironment(name, specs[name], catalog));
const after = names.map((name) => defineEnvironment(name, specs[name], entries));
const cases = names.map((name, index) => [name, before[index]!, after[index]!] as const);

/** Ids by layer and type, without their hashes; outputs are under `output`. */
type Ids = Record<string, string[]>;

/** Map from `layer: type` and id of every resource and output to its JSON. */
function flat(layers: Layers): Map<string, string> {
  return new Map(
    Object.entries(layers).flatMap(([layer, json]) =>
      [...Object.entries(json.resource as Record<string, object>), ["output", json.output ?? {}] as const].flatMap(
        ([type, named]) =>
          Object.entries(named as object).map(([id, attributes]): [string, string] => [
            `${layer}: ${type} ${id.replace(/_[0-9A-F]{8}$/, "")}`,
            JSON.stringify(attributes),
          ]),
      ),
    ),
  );
}

function grouped(addresses: readonly string[]): Ids {
  const ids: Ids = {};
  for (const address of [...addresses].sort()) {
    const [, type, id] = /^(\S+ \S+) (.*)$/.exec(address) as unknown as [string, string, string];
    (ids[type] ??= []).push(id);
  }
  return ids;
}

/** Added, removed and changed resources between two environments' stacks. */
function difference(one: Layers, other: Layers): { added: Ids; removed: Ids; changed: Ids } {
  const [had, has] = [flat(one), flat(other)];
  const of = (addresses: Iterable<string>, wanted: (address: string) => boolean): Ids =>
    grouped([...addresses].filter(wanted));
  return {
    added: of(has.keys(), (address) => !had.has(address)),
    removed: of(had.keys(), (address) => !has.has(address)),
    changed: of(had.keys(), (address) => has.has(address) && has.get(address) !== had.get(address)),
  };
}

/** Its two pages, and the policies about all services that it joins, but those on single paths and on WebSockets. */
const pages = ["unreachable_transcription", "user-impact_transcription"];
const joined = [
  "certificate-expiry",
  "cold-starts",
  "cpu-utilization",
  "crash-loop",
  "error-budget-slow-burn",
  "failed-revision",
  "instance-saturation",
  "latency-p95",
  "latency-p99",
  "memory-utilization",
  "out-of-memory",
];

describe("a seventh service", () => {
  test("is one entry of at most 30 lines", () => {
    const lines = readFileSync(__filename, "utf8").split("\n");
    const first = lines.findIndex((line) => line.startsWith("const transcription"));
    const last = lines.findIndex((line, index) => index > first && line === "};");
    expect(last - first + 1).toBeGreaterThan(15);
    expect(last - first + 1).toBeLessThanOrEqual(30);
  });

  test.each(cases)(
    "adds its own resources in %s, and changes only the routing table and what lists services",
    (name, one, other) => {
      const ofProd = (...ids: string[]): string[] => (name === "prod" ? ids : []);
      const added: Ids = {
        "foundation: google_project_service": ["Api_speech"],
        "runtime: google_certificate_manager_certificate": ["LoadBalancer_Certificates_Certificate-transcription"],
        "runtime: google_certificate_manager_certificate_map_entry": ["LoadBalancer_Certificates_Entry-transcription"],
        "runtime: google_certificate_manager_dns_authorization": [
          "LoadBalancer_Certificates_Authorization-transcription",
        ],
        "runtime: google_cloud_run_v2_service": ["Transcription_us-central1"],
        "runtime: google_cloud_run_v2_service_iam_member": ofProd("Transcription_us-central1_ProxyInvoker"),
        "runtime: google_compute_backend_service": ["LoadBalancer_Backend-transcription"],
        "runtime: google_compute_region_network_endpoint_group": ["LoadBalancer_Backend-transcription_us-central1"],
        "runtime: google_dns_record_set": ofProd(
          "LoadBalancer_DnsRecords_A-transcription",
          "LoadBalancer_DnsRecords_CNAME-transcription",
        ),
        "runtime: google_iap_web_backend_service_iam_member": ofProd(
          "LoadBalancer_Backend-transcription_Accessor-groupimprov-usersexamplecom",
          "LoadBalancer_Backend-transcription_Accessor-uptime-checks",
        ),
        "runtime: google_project_iam_member": [
          "Transcription_Identity_cloudtrace-agent",
          "Transcription_Identity_logging-logWriter",
          "Transcription_Identity_monitoring-metricWriter",
          "Transcription_Identity_speech-client",
        ],
        "runtime: google_service_account": ["Transcription_Identity"],
        "runtime: google_storage_bucket_iam_member": ["Transcription_Identity_Reads-uploads"],
        "operations: google_monitoring_alert_policy": pages.map((id) => `Alert-${id}`),
        "operations: google_monitoring_custom_service": ["Objectives-transcription"],
        "operations: google_monitoring_dashboard": ["Dashboard-service-transcription"],
        "operations: google_monitoring_slo": [
          "Objectives-transcription_Availability",
          "Objectives-transcription_Latency",
        ],
        "operations: google_monitoring_uptime_check_config": ["TranscriptionUptime"],
      };
      expect(difference(layersOf(one), layersOf(other))).toEqual({
        added: Object.fromEntries(Object.entries(added).filter(([, ids]) => ids.length > 0)),
        removed: {},
        changed: {
          "runtime: google_compute_url_map": ["LoadBalancer_Routing"],
          "runtime: output": ["certificate_names", "dns_records", "service_urls"],
          // Those that show all services beside each other. Metrics of logs have a label for the service already.
          "operations: google_monitoring_alert_policy": joined.map((kind) => `Alert-${kind}`),
          "operations: google_monitoring_dashboard": ["Dashboard-cost", "Dashboard-overview"],
        },
      });
    },
  );

  test.each(cases)(
    "breaks no policy in %s, such as that it is observed and that each alert has a runbook",
    (_, __, of) => {
      expect(violations(of, () => {})).toEqual([]);
    },
  );

  test("adds its names to each environment's file and takes none away, without a word in a runbook", () => {
    const linesOf = (all: readonly Environment[]): string[][] => namesFiles(all).map(({ text }) => text.split("\n"));
    const [had, has] = [linesOf(before), linesOf(after)];
    for (const [index, lines] of has.entries()) {
      const added = lines.filter((line) => !had[index]!.includes(line));
      expect(added).toContainEqual(
        expect.stringMatching(/^ {4}'service transcription'\) export SERVICE=parley-transcription /),
      );
      // Refusals list what there is, so theirs change.
      const isRefusal = (line: string): boolean => line.includes("printf");
      expect(added.filter((line) => !line.includes("transcription"))).toEqual([]);
      expect(had[index]!.filter((line) => !lines.includes(line) && !isRefusal(line))).toEqual([]);
    }
  });

  test("costs its alerts until it is said what it is used for, and then what that is", () => {
    const quiet = after[2]!;
    const busy = {
      ...quiet,
      usage: {
        ...quiet.usage,
        services: { ...quiet.usage.services, transcription: { requests: 1_000_000, averageSeconds: 3 } },
      },
    };
    const lines = (of: Environment): Map<string, number> => new Map(estimate(of).map(({ key, usd }) => [key, usd]));
    const grown = (one: Environment, other: Environment): string[] =>
      [...lines(other)].filter(([key, usd]) => usd > (lines(one).get(key) ?? 0)).map(([key]) => key);
    expect(grown(before[2]!, quiet)).toEqual(["network/nat", "monitoring/conditions", "monitoring/series"]);
    expect(grown(quiet, busy)).toEqual([
      "run/transcription/busy",
      "run/transcription/requests",
      "armor/requests",
      "network/nat",
    ]);
  });

  test("adds one host to the routing table and leaves the others' rules as they were", () => {
    const routing = (layers: Layers): any =>
      Object.entries(layers.runtime.resource.google_compute_url_map as Record<string, any>).find(([id]) =>
        id.startsWith("LoadBalancer_Routing"),
      )![1];
    const one = routing(layersOf(before[2]!));
    const other = routing(layersOf(after[2]!));
    const known = new Set(one.host_rule.map((rule: any) => rule.hosts[0]));
    expect(other.host_rule.filter((rule: any) => known.has(rule.hosts[0]))).toEqual(one.host_rule);
    expect(other.host_rule.filter((rule: any) => !known.has(rule.hosts[0])).map((rule: any) => rule.hosts)).toEqual([
      ["transcription.app.example.com"],
    ]);
    expect(other.path_matcher).toHaveLength(Number(one.path_matcher.length) + 1);
  });
});
