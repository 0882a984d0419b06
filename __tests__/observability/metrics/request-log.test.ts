import { describe, expect, test } from "vitest";
import {
  failedRequestLogs,
  pathUrls,
  requestMetrics,
  userRequestLogs,
} from "../../../observability/metrics/request-log";
import { userRequests } from "../../../observability/metrics/user-requests";
import { environment } from "../../support/environments";

const prod = environment("prod");
const metric = (name: string) => requestMetrics(prod).find((one) => one.name === name)!;

describe("requests of users", () => {
  test("are neither Google's uptime checks nor the jobs that Pub/Sub pushes", () => {
    expect(userRequestLogs(prod)).toContain('NOT httpRequest.userAgent=~"^GoogleStackdriverMonitoring-UptimeChecks"');
    const [, url] =
      /NOT \(resource[.]labels[.]service_name=\("parley-media"\) AND httpRequest[.]requestUrl=~"([^"]+)"\)/.exec(
        userRequestLogs(prod),
      )!;
    expect(
      [
        "https://parley-media.run.app/process-job",
        "https://media.example.com/process-jobs",
        "https://media.example.com/videos",
      ].map((one) => new RegExp(url!).test(one)),
    ).toEqual([true, false, false]);
  });

  test("fail by a 5xx status or for want of an instance, and not by a 429 of the application", () => {
    expect(failedRequestLogs(prod)).toContain(
      '(httpRequest.status>=500 OR (httpRequest.status=429 AND textPayload:"no available instance"))',
    );
  });

  test("on a WebSocket fail if the service breaks them, and not if they lasted until their timeout", () => {
    const { timeoutSeconds } = prod.services.find(({ slug }) => slug === "audio")!;
    expect(failedRequestLogs(prod)).toContain(
      `NOT (resource.labels.service_name=("parley-audio") AND httpRequest.latency>="${timeoutSeconds - 10}s")`,
    );
    expect(failedRequestLogs(prod)).toMatch(
      / OR \(resource[.]type="cloud_run_revision" AND jsonPayload[.]message="WebSocket connection closed" AND jsonPayload[.]reason=\("internal_error" OR "protocol_error" OR "server_restart"\)\)$/,
    );
    const { services, ...rest } = prod;
    const without = { ...rest, services: services.filter(({ websocket }) => !websocket) };
    expect(failedRequestLogs(without)).not.toContain("jsonPayload");
  });
});

describe("the metrics of the request log", () => {
  test("have the names, units and labels by which alerts read them", () => {
    for (const { type, unit, labels, valueType } of Object.values(userRequests)) {
      const made = metric(type.replace("logging.googleapis.com/user/", ""));
      expect([made.unit, Object.keys(made.labels), made.values === undefined ? "INT64" : "DISTRIBUTION"]).toEqual([
        unit,
        labels,
        valueType,
      ]);
    }
  });

  test("leave the length of conversations out of the latency of requests", () => {
    expect(metric("request_latency").filter).toContain(
      'NOT resource.labels.service_name=("parley-audio" OR "parley-realtime")',
    );
  });

  test("of paths exist only where an entry has figures of paths", () => {
    const none = environment("prod", (_, catalog) => {
      catalog.services["media"]!.pathLatencyP99Milliseconds = {};
    });
    expect(requestMetrics(none).map(({ name }) => name)).toEqual(["requests", "failed_requests", "request_latency"]);
  });

  test.each([
    ["https://media.example.com/status/7?x=1", "/status/"],
    ["https://media.example.com/health", "/health"],
    ["https://media.example.com/health?deep=1", "/health"],
    ["https://media.example.com/healthy", undefined],
    ["https://media.example.com/a/health", undefined],
    ["https://media.example.com/status", undefined],
  ])("label %s with %s", (url, label) => {
    const { filter, labels } = metric("path_latency");
    const [, taken] = /requestUrl=~"([^"]+)"/.exec(filter)!;
    const [, extracted] = /REGEXP_EXTRACT\(httpRequest[.]requestUrl, "([^"]+)"\)/.exec(labels["path"]!)!;
    expect(new RegExp(taken!).test(url) ? new RegExp(extracted!).exec(url)![1] : undefined).toBe(label);
  });

  test("read a dot as a dot", () => {
    const pattern = new RegExp(pathUrls(["/manifest.json"]));
    expect(["https://a.b/manifest.json", "https://a.b/manifestxjson"].map((url) => pattern.test(url))).toEqual([
      true,
      false,
    ]);
  });

  test("have rising bounds that hold the limits of every service", () => {
    for (const { values } of requestMetrics(prod))
      expect([...(values?.bounds ?? [])]).toEqual([...(values?.bounds ?? [])].sort((one, other) => one - other));
  });
});
