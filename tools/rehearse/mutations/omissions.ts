import { serviceAgentMember, serviceAgents, type ServiceAgentName } from "../../../contract/service-agents";
import type { Environment } from "../../../contract/environment";
import type { Stacks } from "../../deploy-order/order";
import type { Resource } from "./graph";
import { locatedIn } from "./located";
import type { Mutation } from "./mutation";

type Named = Pick<Environment, "name" | "project">;

/** A service agent that nobody has made: IAM refuses the first grant to it. */
export function missingAgents(environment: Named, stacks: Stacks): Mutation[] {
  const all = locatedIn(environment, stacks);
  return (Object.keys(serviceAgents) as ServiceAgentName[]).flatMap((agent): Mutation[] => {
    const { madeBy } = serviceAgents[agent];
    const member = serviceAgentMember(environment, agent);
    const grant = all.find(({ type, attributes }) => type.endsWith("_iam_member") && attributes["member"] === member);
    // The others are made by what a stack does.
    if (grant === undefined || !("identityOf" in madeBy || "command" in madeBy)) return [];
    const email = member.replace("serviceAccount:", "");
    return [
      {
        kind: "agent missing",
        what: `nobody has made ${email}`,
        layer: grant.layer,
        omits: (world) => world.agents.delete(email),
        address: grant.address,
        says: new RegExp(`${email} does not exist`),
      },
    ];
  });
}

/** A secret whose value nobody has added: the services that read it do not start. */
export function missingValues(environment: Named, stacks: Stacks): Mutation[] {
  const runtime = locatedIn(environment, stacks).filter(({ layer }) => layer === "runtime");
  const secrets = new Map<string, Resource>();
  for (const one of runtime.filter(({ type }) => type === "google_cloud_run_v2_service"))
    for (const [, secret] of JSON.stringify(one.attributes).matchAll(/"secret":"([\w-]+)"/g))
      if (![...secrets.values()].includes(one) && !secrets.has(secret!)) secrets.set(secret!, one);
  return [...secrets].map(([secret, { address }]) => ({
    kind: "value missing",
    what: `nobody has added a value to ${secret}`,
    layer: "runtime",
    omits: (world) => {
      for (const [path] of world.entries("secretmanager"))
        if (path.includes(`/secrets/${secret}/versions/`)) world.forget(path);
    },
    address,
    says: new RegExp(`secrets/${secret}/versions/.* was not found`),
  }));
}

const orders = [
  { from: "foundation", layer: "data", type: "google_sql_database_instance", says: /NOT_PEERED|has not been used/ },
  { from: "data", layer: "runtime", type: "google_sql_user", says: /not found/ },
  { from: "foundation", layer: "operations", type: "google_monitoring_slo", says: /Cannot find metric/ },
] as const;

/** A layer that is deployed before the one that it needs. */
export const wrongOrder = (environment: Named, stacks: Stacks): Mutation[] =>
  orders.flatMap(({ from, layer, type, says }): Mutation[] => {
    const user = locatedIn(environment, stacks).find(
      (one) => one.layer === layer && one.type === type && (type !== "google_monitoring_slo" || hasOwnMetric(one)),
    );
    if (user === undefined) return [];
    const what = `${layer} is deployed before ${from}`;
    const kind = "layers in another order";
    return [{ kind, what, layer, missing: from, address: user.address, says }];
  });

const hasOwnMetric = ({ attributes }: Resource): boolean =>
  JSON.stringify(attributes).includes("logging.googleapis.com/user/");
