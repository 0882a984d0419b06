import { duplicates } from "../../contract/rules/helpers";
import { unmet } from "../../contract/unmet";
import { blocksAt, ofType, onEach, resources, type Policy } from "../../policies/policy";

const cloudRun = ofType("google_cloud_run_v2_service");

/** Arguments that provider 6.50.0 lacks or that Cloud Run refuses, with the path of their block. */
const unsupported: readonly (readonly [path: readonly string[], argument: string])[] = [
  [[], "iap_enabled"],
  [[], "default_uri_disabled"],
  [["template", "containers"], "readiness_probe"],
  [["template", "vpc_access"], "connector"],
];

/** A service behind the load balancer needs a grant of run.invoker, or its invoker check disabled. */
const cloudRunReachable: Policy = {
  id: "cloud-run-reachable",
  check: (built) => {
    const invokable = resources(built, ofType("google_cloud_run_v2_service_iam_member"))
      .filter(({ attributes }) => attributes.role === "roles/run.invoker")
      .map(({ attributes }) => String(attributes.name));
    return resources(built, cloudRun)
      .filter(
        ({ attributes }) =>
          attributes.ingress === "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" && attributes.invoker_iam_disabled !== true,
      )
      .filter(({ address }) => !invokable.includes(`\${${address}.name}`))
      .map((resource) => ({
        resource,
        message:
          "answers the load balancer with 403: nobody may invoke it; grant run.invoker to Identity-Aware Proxy's agent or set invoker_iam_disabled",
      }));
  },
};

export const cloudRunPolicies: readonly Policy[] = [
  onEach("cloud-run-ingress", cloudRun, ({ attributes: { ingress } }) =>
    ingress === "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" || ingress === "INGRESS_TRAFFIC_INTERNAL_ONLY"
      ? undefined
      : `ingress '${String(ingress)}' bypasses Cloud Armor and Identity-Aware Proxy; use INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER or INGRESS_TRAFFIC_INTERNAL_ONLY`,
  ),
  onEach("cloud-run-supported", cloudRun, ({ attributes }) => [
    ...unsupported.flatMap(([path, argument]) =>
      blocksAt(attributes, ...path)
        .filter((block) => argument in block)
        .map(() => `'${argument}' is not what provider 6.50.0 and Cloud Run take here; remove it`),
    ),
    ...blocksAt(attributes, "template", "containers", "ports")
      .filter(({ name }) => name === "h2c")
      .map(() => "port 'h2c' ends WebSockets, since the load balancer upgrades over HTTP/1.1; leave the port unnamed"),
  ]),
  onEach("cloud-run-traffic", cloudRun, ({ attributes }) => {
    const targets = blocksAt(attributes, "traffic");
    const percent = targets.reduce((sum, target) => sum + Number(target.percent), 0);
    const revisions = targets.map(({ revision }) => String(revision));
    return [
      ...targets
        .filter((target) => Number(target.percent) === 0 && target.tag === undefined)
        .map(
          ({ revision }) =>
            `'${String(revision)}' has 0 percent and no tag, which Google may drop, so that no plan is ever empty; leave it out`,
        ),
      ...unmet([[percent === 100, `traffic adds up to ${percent} %; make it 100`]]),
      ...duplicates(revisions).map(
        (revision) =>
          `'${revision}' takes traffic twice: it is the current revision; remove release from the environment's file`,
      ),
    ];
  }),
  cloudRunReachable,
];
