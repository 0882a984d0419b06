import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { healthCheckUrls, LogExclusions } from "../../../constructs/cloud-logging/log-exclusions";
import { environment } from "../../support/environments";
import { synthesize } from "../../support/synth";
import { expectEqualAddresses, list } from "../fixtures";
import { host } from "../../contract/arbitraries";

describe("LogExclusions", () => {
  const exclusions = list(
    synthesize((scope) => {
      new LogExclusions(scope, "LogExclusions", { environment: environment("prod") });
    }),
    "google_logging_project_exclusion",
  );
  const filterOf = (name: string): string => exclusions.find((exclusion) => exclusion.name === name)!.filter as string;

  test("leaves out uptime checks that passed, at the load balancer and at the services, and probes that passed", () => {
    const passed =
      'httpRequest.userAgent=~"^GoogleStackdriverMonitoring-UptimeChecks" AND httpRequest.requestUrl=~"^https?://[^/?#]+(/health|/ws/health)$" AND httpRequest.status<400 AND severity<WARNING';
    expect(exclusions).toEqual([
      {
        name: "passed-uptime-checks-front-door",
        description: "Uptime checks that passed",
        filter: `resource.type="http_load_balancer" AND log_id("requests") AND ${passed}`,
      },
      {
        name: "passed-uptime-checks-services",
        description: "Uptime checks that passed",
        filter: `resource.type="cloud_run_revision" AND log_id("run.googleapis.com/requests") AND ${passed}`,
      },
      {
        name: "passed-probes",
        description: "Startup and liveness probes that passed",
        filter:
          'resource.type="cloud_run_revision" AND log_id("run.googleapis.com/varlog/system") AND textPayload=~"^(Default )?(STARTUP|LIVENESS) (HTTP|TCP) probe succeeded" AND severity<WARNING',
      },
    ]);
  });

  test.each(["passed-uptime-checks-front-door", "passed-uptime-checks-services", "passed-probes"])(
    "%s names one log that is no audit log, keeps warnings, and joins by AND alone",
    (name) => {
      const filter = filterOf(name);
      expect(filter.match(/log_id\("[^"]+"\)/g)).toHaveLength(1);
      expect(filter).not.toContain("cloudaudit");
      expect(filter).toMatch(/ AND severity<WARNING$/);
      expect(filter).not.toMatch(/ OR |NOT |\\/);
    },
  );

  test.each(["passed-uptime-checks-front-door", "passed-uptime-checks-services"])("%s keeps what failed", (name) => {
    expect(filterOf(name)).toContain(" AND httpRequest.status<400 AND ");
  });

  test("reads the text of a probe that passed as Cloud Run writes it, and of no other", () => {
    const text = new RegExp(/textPayload=~"([^"]+)"/.exec(filterOf("passed-probes"))![1]!);
    for (const passed of [
      'STARTUP HTTP probe succeeded after 1 attempt for container "worker-1" on port 8080 path "/health".',
      'STARTUP TCP probe succeeded after 1 attempt for container "hello" on port 8888.',
      "Default STARTUP TCP probe succeeded after 1 attempt.",
      "LIVENESS HTTP probe succeeded",
    ])
      expect(passed).toMatch(text);
    for (const kept of [
      'Default STARTUP TCP probe failed 1 time consecutively for container "scim" on port 3002. The instance was not started.',
      'LIVENESS HTTP probe failed 3 times consecutively for container "app" on port 8080 path "/health".',
      "Starting new instance. Reason: AUTOSCALING",
      "user: STARTUP HTTP probe succeeded",
    ])
      expect(kept).not.toMatch(text);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new LogExclusions(scope, "LogExclusions", { environment: of }));
  });
});

/** A health path that the contract accepts; few characters, so that near misses are common. */
const healthPath = fc
  .string({ unit: fc.constantFrom("a", "A", ".", "/", "-", "~", "%", "_", "1"), maxLength: 8 })
  .map((rest) => `/${rest}`);
const scheme = fc.constantFrom("http://", "https://");
const authority = fc.oneof(
  host,
  host.map((name) => `${name}:443`),
);
const urls = (paths: readonly string[]): RegExp =>
  new RegExp(healthCheckUrls({ services: paths.map((path) => ({ health: { path } })) as never }));

describe("healthCheckUrls", () => {
  test("matches the health path of every service, on any host", () => {
    fc.assert(
      fc.property(fc.array(healthPath, { minLength: 1, maxLength: 5 }), scheme, authority, (paths, start, at) => {
        const regex = urls(paths);
        for (const path of paths) expect(`${start}${at}${path}`).toMatch(regex);
      }),
    );
  });

  test("matches no other path", () => {
    fc.assert(
      fc.property(
        fc.array(healthPath, { minLength: 1, maxLength: 5 }),
        fc.oneof(healthPath, fc.webPath()),
        scheme,
        authority,
        (paths, path, start, at) => {
          expect(urls(paths).test(`${start}${at}${path}`)).toBe(paths.includes(path));
        },
      ),
    );
  });

  test("matches nothing around a health path: neither a query, a fragment, more path nor another host's path", () => {
    fc.assert(
      fc.property(healthPath, scheme, authority, fc.stringMatching(/^[a-z=]{1,5}$/), (path, start, at, more) => {
        const regex = urls([path]);
        expect(`${start}${at}${path}?${more}`).not.toMatch(regex);
        expect(`${start}${at}${path}#${more}`).not.toMatch(regex);
        expect(`${start}${at}?${more}${path}`).not.toMatch(regex);
        expect(`${start}${at}#${more}${path}`).not.toMatch(regex);
        expect(`${more}${start}${at}${path}`).not.toMatch(regex);
        expect(`${start}${path}`).not.toMatch(regex);
        expect(`${start}${at}/${more}${path}`).not.toMatch(regex);
        expect(`${start}${at}${path}${more}`).not.toMatch(regex);
      }),
    );
  });

  test("takes a dot for itself", () => {
    expect(healthCheckUrls({ services: [{ health: { path: "/a.b" } }] as never })).toBe("^https?://[^/?#]+(/a[.]b)$");
    expect("https://example.com/aXb").not.toMatch(urls(["/a.b"]));
  });

  test("names a path that services share once, in a stable order", () => {
    const paths = ["/z", "/health", "/a", "/health"];
    expect(healthCheckUrls({ services: paths.map((path) => ({ health: { path } })) as never })).toBe(
      "^https?://[^/?#]+(/a|/health|/z)$",
    );
  });
});
