import { describe, expect, test } from "vitest";
import { rerouted, unrouted } from "../constructs/fixtures";
import { environment, issuesOf } from "../support/environments";
import { layersOf, violations } from "../support/policies";
import { resolved, stackJson } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;
const projects = { dev: "parley-audio-dev", staging: "parley-audio-staging", prod: "parley-audio-prod" };
const hosts = {
  dev: [
    "dev.app.example.com",
    "conversation.dev.app.example.com",
    "gateway.dev.app.example.com",
    "media.dev.app.example.com",
    "realtime.dev.app.example.com",
  ],
  staging: [
    "staging.app.example.com",
    "conversation.staging.app.example.com",
    "gateway.staging.app.example.com",
    "media.staging.app.example.com",
    "realtime.staging.app.example.com",
  ],
  prod: [
    "app.example.com",
    "conversation.app.example.com",
    "gateway.app.example.com",
    "media.app.example.com",
    "realtime.app.example.com",
  ],
};
const backendNames = [
  "parley-audio-backend",
  "parley-conversation-backend",
  "parley-gateway-backend",
  "parley-media-backend",
  "parley-realtime-backend",
  "parley-rest-backend",
];

const list = (stack: Synthesized, type: string): Attributes[] => Object.values(stack.all(type));
const named = (stack: Synthesized, type: string, name: string): Attributes =>
  list(stack, type).find((attributes) => attributes.name === name)!;
const backend = (stack: Synthesized, service: string): Attributes =>
  named(stack, "google_compute_backend_service", `parley-${service}-backend`);
const run = (stack: Synthesized, service: string): Attributes =>
  named(stack, "google_cloud_run_v2_service", `parley-${service}`);
const urlMap = (stack: Synthesized): Attributes => named(stack, "google_compute_url_map", "parley-routing");

/** Path matcher of a host. */
function matcher(stack: Synthesized, host: string): Attributes {
  const map = urlMap(stack);
  const rule = map.host_rule.find((one: Attributes) => one.hosts.includes(host));
  return map.path_matcher.find((one: Attributes) => one.name === rule.path_matcher);
}

/** Name of the backend of a path rule or a default. */
const target = (stack: Synthesized, path: string): string => resolved(stack, path).split("/").at(-1)!;

const prod = environment("prod");

/** Policy violations of prod after a change to the runtime layer. */
const violationsIn = (change: (runtime: Synthesized) => void): readonly string[] =>
  violations(prod, ({ runtime }) => {
    change(read(runtime));
  });

describe.each(names)("load balancer of %s", (name) => {
  const runtime = (): Synthesized => stackJson(`${name}-runtime`);

  test("R-097 a global external managed load balancer is in front of the services", () => {
    const schemes = ["google_compute_backend_service", "google_compute_global_forwarding_rule"].map((type) =>
      list(runtime(), type).map((attributes) => attributes.load_balancing_scheme),
    );
    expect(schemes).toEqual([Array(6).fill("EXTERNAL_MANAGED"), Array(2).fill("EXTERNAL_MANAGED")]);
  });

  test("R-098 each public service has a backend over one serverless endpoint group in its project and region", () => {
    const stack = runtime();
    expect(list(stack, "google_compute_backend_service").map((one) => one.name)).toEqual(backendNames);
    expect(
      list(stack, "google_compute_backend_service").map((one) =>
        one.backend.map((member: Attributes) => resolved(stack, member.group)),
      ),
    ).toEqual(
      backendNames.map((backendName) => [
        `projects/${projects[name]}/regions/us-central1/networkEndpointGroups/${backendName}`,
      ]),
    );
    expect(
      list(stack, "google_compute_region_network_endpoint_group").map((group) => [
        group.region,
        group.network_endpoint_type,
        resolved(stack, group.cloud_run.service),
      ]),
    ).toEqual(
      ["audio", "conversation", "gateway", "media", "realtime", "rest"].map((service) => [
        "us-central1",
        "SERVERLESS",
        `parley-${service}`,
      ]),
    );
  });

  test("R-099 R-100 audio has its two WebSocket paths, REST its API and all that no path matches", () => {
    const stack = runtime();
    const { default_service, path_rule } = matcher(stack, hosts[name][0]!);
    expect(
      path_rule
        .filter((rule: Attributes) => rule.service.includes("/backendServices/"))
        .map((rule: Attributes) => [rule.paths, target(stack, rule.service)]),
    ).toEqual([
      [["/ws/audio/*", "/ws/health"], "parley-audio-backend"],
      [["/api/*", "/health"], "parley-rest-backend"],
    ]);
    expect(target(stack, default_service)).toBe("parley-rest-backend");
    expect(target(stack, urlMap(stack).default_service)).toBe("parley-rest-backend");
  });

  test("R-101 the services without a route in the documents answer on hosts of their own", () => {
    const stack = runtime();
    expect(
      hosts[name]
        .slice(1)
        .map((host) =>
          matcher(stack, host).path_rule.map((rule: Attributes) => [rule.paths, target(stack, rule.service)]),
        ),
    ).toEqual([
      [[["/*"], "parley-conversation-backend"]],
      [[["/*"], "parley-gateway-backend"]],
      [
        [
          ["/health", "/status", "/status/*", "/docs", "/openapi.json", "/generate", "/videos", "/videos/*"],
          "parley-media-backend",
        ],
      ],
      [[["/*"], "parley-realtime-backend"]],
    ]);
  });

  test("R-102 one URL map holds every host; the other one only redirects", () => {
    const stack = runtime();
    expect(list(stack, "google_compute_url_map").map((map) => map.name)).toEqual([
      "parley-routing",
      "parley-http-redirect",
    ]);
    expect(urlMap(stack).host_rule.flatMap((rule: Attributes) => rule.hosts)).toEqual(hosts[name]);
    expect(target(stack, stack.one("google_compute_target_https_proxy").url_map)).toBe("parley-routing");
  });

  test("R-103 R-105 R-106 backends set no health check, port, balancing mode, affinity or timeout", () => {
    const backends = list(runtime(), "google_compute_backend_service");
    expect(backends.length).toBe(6);
    for (const one of backends) {
      for (const argument of ["health_checks", "port_name", "session_affinity", "timeout_sec"])
        expect(one).not.toHaveProperty(argument);
      for (const member of one.backend) expect(Object.keys(member)).toEqual(["group"]);
    }
  });

  test("R-103 the health paths are probes and uptime checks instead", () => {
    const probes = ["audio", "rest"].map((service) => {
      const [container] = run(runtime(), service).template.containers;
      return [container.startup_probe.http_get.path, container.liveness_probe.http_get.path];
    });
    expect(probes).toEqual([
      ["/ws/health", "/ws/health"],
      ["/health", "/health"],
    ]);
    const checks = stackJson(`${name}-operations`).all("google_monitoring_uptime_check_config");
    expect([checks.AudioUptime!.http_check.path, checks.RestUptime!.http_check.path]).toEqual([
      "/ws/health",
      "/health",
    ]);
  });

  test("R-104 backends speak HTTPS and no container port is named, so WebSockets can upgrade", () => {
    expect(list(runtime(), "google_compute_backend_service").map((one) => one.protocol)).toEqual(
      Array(6).fill("HTTPS"),
    );
    const ports = list(runtime(), "google_cloud_run_v2_service").map((one) => one.template.containers[0].ports);
    expect(ports.length).toBe(6);
    for (const port of ports) expect(Object.keys(port)).toEqual(["container_port"]);
  });

  test("R-105 R-106 affinity and the 3600 s sit on the WebSocket services", () => {
    const settings = ["audio", "realtime", "rest", "media"].map((service) => {
      const { session_affinity, timeout } = run(runtime(), service).template;
      return [session_affinity, timeout];
    });
    expect(settings).toEqual([
      [true, "3600s"],
      [true, "3600s"],
      [false, "30s"],
      [false, "600s"],
    ]);
  });

  test("R-107 no service backend has the CDN on, audio's least of all", () => {
    expect(backend(runtime(), "audio").enable_cdn).toBe(false);
    expect(list(runtime(), "google_compute_backend_service").map((one) => one.enable_cdn)).toEqual(
      Array(6).fill(false),
    );
  });

  test("R-011 R-108 static content goes through the CDN from a bucket that only the load balancer reads", () => {
    const stack = runtime();
    const site = named(stack, "google_compute_backend_bucket", "parley-static-site-backend");
    expect(site.enable_cdn).toBe(true);
    expect(site.bucket_name).toBe(`${projects[name]}-static-site`);
    const rules = matcher(stack, hosts[name][0]!).path_rule.filter(
      (rule: Attributes) => target(stack, rule.service) === "parley-static-site-backend",
    );
    expect(rules.map((rule: Attributes) => rule.paths)).toEqual([["/static/*"]]);
    const number = { dev: "100000000001", staging: "100000000002", prod: "100000000003" }[name];
    expect(
      list(stack, "google_storage_bucket_iam_member")
        .filter((grant) => grant.bucket === `${projects[name]}-static-site`)
        .map((grant) => [grant.role, grant.member]),
    ).toEqual([["roles/storage.objectViewer", `serviceAccount:service-${number}@https-lb.iam.gserviceaccount.com`]]);
    expect(
      named(stackJson(`${name}-data`), "google_storage_bucket", `${projects[name]}-static-site`)
        .public_access_prevention,
    ).toBe("enforced");
  });

  test("R-109 each host has a managed certificate of its own, authorized by DNS and replaced beside the old", () => {
    const stack = runtime();
    const certificates = list(stack, "google_certificate_manager_certificate");
    expect(certificates.map((one) => one.managed.domains).sort()).toEqual(hosts[name].map((host) => [host]).sort());
    const authorizations = list(stack, "google_certificate_manager_dns_authorization");
    expect(authorizations.map((one) => one.domain).sort()).toEqual([...hosts[name]].sort());
    const entries = list(stack, "google_certificate_manager_certificate_map_entry");
    expect(entries.map((one) => one.hostname).sort()).toEqual([...hosts[name]].sort());
    for (const one of [...certificates, ...authorizations, ...entries]) {
      expect(one.lifecycle).toEqual({ create_before_destroy: true });
      expect(one.name).toMatch(/-[0-9a-f]{8}$/);
    }
    for (const entry of entries) {
      const certificate = certificates.find((one) => one.managed.domains[0] === entry.hostname)!;
      expect(target(stack, entry.certificates[0])).toBe(certificate.name);
      const authorization = authorizations.find((one) => one.domain === entry.hostname)!;
      expect(target(stack, certificate.managed.dns_authorizations[0])).toBe(authorization.name);
    }
    expect(resolved(stack, stack.one("google_compute_target_https_proxy").certificate_map)).toBe(
      `//certificatemanager.googleapis.com/projects/${projects[name]}/locations/global/certificateMaps/parley-certificates`,
    );
    expect(stack.all("google_compute_managed_ssl_certificate")).toEqual({});
  });

  test("R-111 TLS ends at the load balancer, at version 1.2 or newer", () => {
    const stack = runtime();
    const { min_tls_version, profile } = stack.one("google_compute_ssl_policy");
    expect([min_tls_version, profile]).toEqual(["TLS_1_2", "MODERN"]);
    expect(target(stack, stack.one("google_compute_target_https_proxy").ssl_policy)).toBe("parley-tls");
    const https = named(stack, "google_compute_global_forwarding_rule", "parley-https");
    expect([https.port_range, target(stack, https.target)]).toEqual(["443", "parley-https"]);
  });

  test("R-112 plain HTTP is redirected to HTTPS on the same address, with its query", () => {
    const stack = runtime();
    const http = named(stack, "google_compute_global_forwarding_rule", "parley-http");
    expect([http.port_range, target(stack, http.target)]).toEqual(["80", "parley-http"]);
    expect(http.ip_address).toBe(named(stack, "google_compute_global_forwarding_rule", "parley-https").ip_address);
    expect(target(stack, stack.one("google_compute_target_http_proxy").url_map)).toBe("parley-http-redirect");
    const { default_url_redirect } = named(stack, "google_compute_url_map", "parley-http-redirect");
    expect(default_url_redirect).toEqual({
      https_redirect: true,
      redirect_response_code: "MOVED_PERMANENTLY_DEFAULT",
      strip_query: false,
    });
  });

  test("R-113 the global address is an output", () => {
    const stack = runtime();
    const [[id, address]] = Object.entries(stack.all("google_compute_global_address")) as [[string, Attributes]];
    expect(address.name).toBe("parley-lb-ip");
    expect(stack.json.output.load_balancer_ip.value).toBe(`\${google_compute_global_address.${id}.address}`);
    expect(target(stack, named(stack, "google_compute_global_forwarding_rule", "parley-https").ip_address)).toBe(
      "parley-lb-ip",
    );
  });

  test("R-114 an A record with TTL 300 for every host is made in the zone or printed", () => {
    const stack = runtime();
    const address = stack.json.output.load_balancer_ip.value;
    expect(stack.json.output.dns_records.value.filter((record: Attributes) => record.type === "A")).toEqual(
      hosts[name].map((host) => ({ name: `${host}.`, type: "A", ttl: 300, value: address })),
    );
    const made = list(stack, "google_dns_record_set")
      .filter((record) => record.type === "A")
      .map(({ managed_zone, name: host, ttl, rrdatas }) => ({ managed_zone, host, ttl, rrdatas }));
    expect(
      made.sort((a, b) => hosts[name].indexOf(a.host.slice(0, -1)) - hosts[name].indexOf(b.host.slice(0, -1))),
    ).toEqual(
      name === "prod"
        ? hosts.prod.map((host) => ({
            managed_zone: "app-example-com",
            host: `${host}.`,
            ttl: 300,
            rrdatas: [address],
          }))
        : [],
    );
  });

  test("R-115 Cloud Armor is in front of every public service", () => {
    const stack = runtime();
    const policy = stack.one("google_compute_security_policy");
    expect([policy.name, policy.type]).toEqual(["parley-security-policy", "CLOUD_ARMOR"]);
    expect(list(stack, "google_compute_backend_service").map((one) => resolved(stack, one.security_policy))).toEqual(
      Array(6).fill(`projects/${projects[name]}/global/securityPolicies/parley-security-policy`),
    );
    expect(policy.adaptive_protection_config).toEqual({ layer_7_ddos_defense_config: { enable: name !== "dev" } });
    const last = policy.rule.filter((rule: Attributes) => rule.priority === 2147483647);
    expect(last.map((rule: Attributes) => [rule.action, rule.match.config.src_ip_ranges])).toEqual([["allow", ["*"]]]);
  });

  test("R-116 the OWASP rule sets refuse before any rate limit lets a request pass", () => {
    const { rule } = runtime().one("google_compute_security_policy");
    const sets = [
      "sqli",
      "xss",
      "lfi",
      "rfi",
      "rce",
      "scannerdetection",
      "protocolattack",
      "php",
      "sessionfixation",
      "java",
      "generic",
    ];
    const firewall = rule.filter((one: Attributes) => one.action === "deny(403)");
    expect(firewall.map((one: Attributes) => one.match.expr.expression)).toEqual(
      sets.map((set) => `evaluatePreconfiguredWaf('${set}-v422-stable', {'sensitivity': 1})`),
    );
    const others = rule.filter((one: Attributes) => one.action !== "deny(403)");
    expect(Math.max(...firewall.map((one: Attributes) => one.priority))).toBeLessThan(
      Math.min(...others.map((one: Attributes) => one.priority)),
    );
  });

  test("R-117 a client may send 100 requests a minute", () => {
    const { rule } = runtime().one("google_compute_security_policy");
    const throttles = rule.filter((one: Attributes) => one.action === "throttle");
    expect(throttles.map((one: Attributes) => one.rate_limit_options)).toEqual(
      [20, 100].map((count) => ({
        conform_action: "allow",
        exceed_action: "deny(429)",
        enforce_on_key: "IP",
        rate_limit_threshold: { count, interval_sec: 60 },
      })),
    );
    expect(throttles[1].match).toEqual({ versioned_expr: "SRC_IPS_V1", config: { src_ip_ranges: ["*"] } });
  });

  test("R-117 only staging's load generator is exempt from the rate limit", () => {
    const { rule } = runtime().one("google_compute_security_policy");
    const exempt = rule.filter((one: Attributes) => one.action === "allow" && one.priority !== 2147483647);
    expect(exempt.map((one: Attributes) => [one.priority, one.match.config.src_ip_ranges])).toEqual(
      name === "staging" ? [[2000, ["203.0.113.10/32"]]] : [],
    );
    expect(
      rule.filter((one: Attributes) => one.action === "throttle").every((one: Attributes) => one.priority > 2000),
    ).toBe(true);
  });

  test("R-119 R-120 Identity-Aware Proxy guards the improv application in prod, with Google's own OAuth client", () => {
    const stack = runtime();
    expect(
      list(stack, "google_compute_backend_service")
        .filter((one) => one.iap.enabled)
        .map((one) => one.name),
    ).toEqual(name === "prod" ? ["parley-audio-backend", "parley-rest-backend"] : []);
    for (const one of list(stack, "google_compute_backend_service")) expect(Object.keys(one.iap)).toEqual(["enabled"]);
    expect(stack.all("google_iap_brand")).toEqual({});
    expect(stack.all("google_iap_client")).toEqual({});
  });

  test("R-124 every service backend logs its requests, and with them Cloud Armor's verdicts", () => {
    const stack = runtime();
    expect(list(stack, "google_compute_backend_service").map((one) => one.log_config)).toEqual(
      Array(6).fill({ enable: true, sample_rate: name === "prod" ? 0.1 : 1 }),
    );
    expect(stack.one("google_compute_security_policy").advanced_options_config.log_level).toBe("VERBOSE");
  });
});

/** Who may invoke which Cloud Run service. */
const invokers = (stack: Synthesized): string[][] =>
  list(stack, "google_cloud_run_v2_service_iam_member").map(({ name, role, member }) => [
    resolved(stack, name as string),
    role as string,
    resolved(stack, member as string),
  ]);

describe("Identity-Aware Proxy in prod", () => {
  test("R-121 the typed members pass each guarded backend", () => {
    const stack = stackJson("prod-runtime");
    const grants = list(stack, "google_iap_web_backend_service_iam_member").map((grant) => [
      resolved(stack, grant.web_backend_service),
      grant.role,
      grant.member,
    ]);
    expect(grants.filter(([, , member]) => !member.includes("gserviceaccount.com")).sort()).toEqual([
      ["parley-audio-backend", "roles/iap.httpsResourceAccessor", "group:improv-users@example.com"],
      ["parley-rest-backend", "roles/iap.httpsResourceAccessor", "group:improv-users@example.com"],
    ]);
  });

  test("R-122 its agent, and nobody else, may invoke the guarded services", () => {
    const stack = stackJson("prod-runtime");
    const proxy = "serviceAccount:service-100000000003@gcp-sa-iap.iam.gserviceaccount.com";
    const push = "serviceAccount:jobs-push@parley-audio-prod.iam.gserviceaccount.com";
    expect(invokers(stack)).toEqual([
      ["parley-audio", "roles/run.invoker", proxy],
      ["parley-rest", "roles/run.invoker", proxy],
      // The queue's own, on a service that the proxy does not guard.
      ["parley-media", "roles/run.invoker", push],
    ]);
    expect(
      list(stack, "google_cloud_run_v2_service")
        .filter((one) => !one.invoker_iam_disabled)
        .map((one) => one.name),
    ).toEqual(["parley-audio", "parley-rest"]);
    expect(JSON.stringify(stack.json)).not.toContain("allUsers");
  });

  test("R-123 the uptime checks of guarded services identify themselves by a token that the proxy admits", () => {
    const checks = stackJson("prod-operations").all("google_monitoring_uptime_check_config");
    expect(
      Object.entries(checks)
        .filter(([, check]) => check.http_check.service_agent_authentication !== undefined)
        .map(([id, check]) => [id, check.http_check.service_agent_authentication]),
    ).toEqual([
      ["AudioUptime", { type: "OIDC_TOKEN" }],
      ["RestUptime", { type: "OIDC_TOKEN" }],
    ]);
    const stack = stackJson("prod-runtime");
    const agent = "serviceAccount:service-100000000003@gcp-sa-monitoring-notification.iam.gserviceaccount.com";
    expect(
      list(stack, "google_iap_web_backend_service_iam_member")
        .filter((grant) => grant.member === agent)
        .map((grant) => [resolved(stack, grant.web_backend_service), grant.role]),
    ).toEqual([
      ["parley-audio-backend", "roles/iap.httpsResourceAccessor"],
      ["parley-rest-backend", "roles/iap.httpsResourceAccessor"],
    ]);
  });

  test("R-119 R-122 an environment without it has no accessor, and no invoker but the queue's", () => {
    for (const name of ["dev", "staging"]) {
      const stack = stackJson(`${name}-runtime`);
      expect(stack.all("google_iap_web_backend_service_iam_member")).toEqual({});
      expect(invokers(stack)).toEqual([
        ["parley-media", "roles/run.invoker", `serviceAccount:jobs-push@parley-audio-${name}.iam.gserviceaccount.com`],
      ]);
      expect(list(stack, "google_cloud_run_v2_service").map((one) => one.invoker_iam_disabled)).toEqual(
        Array(6).fill(true),
      );
    }
  });
});

describe("changed environments", () => {
  /** Dev without Cloud Armor and with one service internal. */
  const reduced = environment("dev", (spec, catalog) => {
    spec.cloudArmor.enabled = false;
    unrouted("conversation")(spec, catalog);
  });

  test("R-098 a second serving region adds an endpoint group to each backend", () => {
    const { runtime } = layersOf(
      environment("staging", (spec) => {
        spec.regions["europe-west1"] = { subnetRange: "10.21.0.0/20" };
      }),
    );
    const stack = read(runtime);
    expect(backend(stack, "audio").backend.map((member: Attributes) => resolved(stack, member.group))).toEqual([
      "projects/parley-audio-staging/regions/us-central1/networkEndpointGroups/parley-audio-backend",
      "projects/parley-audio-staging/regions/europe-west1/networkEndpointGroups/parley-audio-backend",
    ]);
  });

  test("R-101 a service without a route is internal", () => {
    const { runtime, operations } = layersOf(reduced);
    const stack = read(runtime);
    expect(run(stack, "conversation").ingress).toBe("INGRESS_TRAFFIC_INTERNAL_ONLY");
    expect(list(stack, "google_compute_backend_service").map((one) => one.name)).not.toContain(
      "parley-conversation-backend",
    );
    expect(urlMap(stack).host_rule.flatMap((rule: Attributes) => rule.hosts)).not.toContain(
      "conversation.dev.app.example.com",
    );
    expect(Object.keys(read(operations).all("google_monitoring_uptime_check_config"))).not.toContain(
      "ConversationUptime",
    );
  });

  test("R-101 R-102 two services with one path on one host are refused, both named", () => {
    expect(issuesOf("prod", rerouted("media", { paths: ["/health"] }))).toEqual([
      expect.stringMatching(/'\/health' is taken: 'media' has the same path .*; give 'rest' another path/),
    ]);
  });

  test("R-107 a policy refuses the CDN on a WebSocket service", () => {
    expect(
      violationsIn((runtime) => {
        backend(runtime, "realtime").enable_cdn = true;
      }),
    ).toEqual([expect.stringContaining("has CDN on a WebSocket service, where nothing can be cached")]);
  });

  test("R-108 a policy refuses the CDN together with Identity-Aware Proxy", () => {
    expect(
      violationsIn((runtime) => {
        backend(runtime, "rest").enable_cdn = true;
      }),
    ).toEqual([expect.stringContaining("has CDN and Identity-Aware Proxy, which exclude each other")]);
  });

  test("R-118 Cloud Armor is a switch that a protected environment may not turn off", () => {
    expect(
      issuesOf("prod", (spec) => {
        spec.cloudArmor.enabled = false;
      }),
    ).toEqual([
      expect.stringContaining(
        "cloudArmor.enabled: is false, but a protected environment does not face the internet without Cloud Armor",
      ),
    ]);
    const { runtime } = layersOf(reduced);
    const stack = read(runtime);
    expect(stack.all("google_compute_security_policy")).toEqual({});
    expect(list(stack, "google_compute_backend_service").length).toBe(5);
    for (const one of list(stack, "google_compute_backend_service")) expect(one).not.toHaveProperty("security_policy");
  });

  test("R-120 an OAuth client made in the console never enters the state", () => {
    const { runtime } = layersOf(
      environment("prod", (spec) => {
        spec.access = { kind: "iap", members: ["group:improv-users@example.com"], oauthClient: "console" };
      }),
    );
    const { iap, lifecycle } = backend(read(runtime), "audio");
    expect(iap).toEqual({ enabled: true });
    expect(lifecycle.ignore_changes).toEqual(["iap[0].oauth2_client_id"]);
  });

  test("R-346 a policy refuses weighted backends on a WebSocket route", () => {
    expect(
      violationsIn((runtime) => {
        const rule = matcher(runtime, "realtime.app.example.com").path_rule[0];
        rule.route_action = { weighted_backend_services: [{ backend_service: rule.service, weight: 100 }] };
      }),
    ).toEqual([expect.stringContaining("weighs the backend of a WebSocket service; split its traffic by revision")]);
  });
});
