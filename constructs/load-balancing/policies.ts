import { blocksAt, ofType, onEach, resources, type Attributes, type Policy } from "../../policies/policy";
import { backendName } from "./names";

const backend = ofType("google_compute_backend_service");

/** Arguments that Google refuses or ignores on serverless backends ("Serverless network endpoint groups overview"). */
const notServerless = ["timeout_sec", "session_affinity", "health_checks", "port_name"];
const notServerlessBackend = ["balancing_mode", "max_utilization", "capacity_scaler"];

const isOn = (block: Attributes | undefined, argument: string): boolean => block?.[argument] === true;

/** No weighted backend for a WebSocket service: a reconnect might reach the other backend and break the conversation. Releases split by revision instead. */
const noWeightedWebSocket: Policy = {
  id: "no-weighted-websocket",
  check: (built) => {
    const names = built.environment.services
      .filter(({ websocket }) => websocket)
      .map(({ slug }) => backendName(built.environment, slug));
    const addresses = resources(built, backend)
      .filter(({ attributes }) => names.includes(String(attributes.name)))
      .map(({ address }) => address);
    return resources(built, ofType("google_compute_url_map"))
      .filter(({ attributes }) =>
        weightedBackends(attributes).some((target) => addresses.some((address) => target.includes(`\${${address}.`))),
      )
      .map((resource) => ({
        resource,
        message:
          "weighs the backend of a WebSocket service; split its traffic by revision, with release in the environment's file",
      }));
  },
};

function weightedBackends(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(weightedBackends);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "weighted_backend_services"
      ? [inner].flat().map((one: Attributes) => String(one.backend_service))
      : weightedBackends(inner),
  );
}

/** Plain HTTP may only redirect. */
const httpOnlyRedirects: Policy = {
  id: "http-only-redirects",
  check: (built) => {
    const redirects = resources(built, ofType("google_compute_url_map"))
      .filter(
        ({ attributes }) =>
          isOn(blocksAt(attributes, "default_url_redirect")[0], "https_redirect") &&
          attributes.path_matcher === undefined,
      )
      .map(({ address }) => address);
    return resources(built, ofType("google_compute_target_http_proxy"))
      .filter(({ attributes }) => !redirects.some((address) => String(attributes.url_map).includes(`\${${address}.`)))
      .map((resource) => ({ resource, message: "serves plain HTTP; point it to the URL map that redirects to HTTPS" }));
  },
};

export const loadBalancerPolicies: readonly Policy[] = [
  onEach(
    "load-balancing-scheme",
    ofType("google_compute_backend_service", "google_compute_global_forwarding_rule"),
    ({ attributes }) =>
      attributes.load_balancing_scheme === "EXTERNAL_MANAGED"
        ? undefined
        : "has the classic scheme, which the other half of the chain cannot join; set EXTERNAL_MANAGED",
  ),
  onEach("serverless-backend", backend, ({ attributes }) => [
    ...notServerless
      .filter((argument) => argument in attributes)
      .map(
        (argument) => `'${argument}' is refused or ignored on a serverless backend; set it on the Cloud Run service`,
      ),
    ...blocksAt(attributes, "backend").flatMap((block) =>
      notServerlessBackend
        .filter((argument) => argument in block)
        .map((argument) => `'${argument}' is refused on a serverless endpoint group; remove it`),
    ),
  ]),
  onEach("cdn-where-it-serves", backend, ({ attributes }, environment) => {
    if (attributes.enable_cdn !== true) return undefined;
    if (isOn(blocksAt(attributes, "iap")[0], "enabled"))
      return "has CDN and Identity-Aware Proxy, which exclude each other; set enable_cdn to false";
    const service = environment.services.find(({ slug }) => backendName(environment, slug) === attributes.name);
    return service?.websocket === true
      ? "has CDN on a WebSocket service, where nothing can be cached; set enable_cdn to false"
      : undefined;
  }),
  onEach("iap-without-outlier-detection", backend, ({ attributes }) =>
    isOn(blocksAt(attributes, "iap")[0], "enabled") && attributes.outlier_detection !== undefined
      ? "has outlier detection and Identity-Aware Proxy, which exclude each other; remove outlier_detection"
      : undefined,
  ),
  onEach("tls-1-2", ofType("google_compute_ssl_policy"), ({ attributes }) =>
    ["TLS_1_2", "TLS_1_3"].includes(String(attributes.min_tls_version)) &&
    ["MODERN", "RESTRICTED"].includes(String(attributes.profile))
      ? undefined
      : `TLS policy ${String(attributes.min_tls_version)}/${String(attributes.profile)} admits broken ciphers; use TLS_1_2 and MODERN or RESTRICTED`,
  ),
  noWeightedWebSocket,
  httpOnlyRedirects,
];
