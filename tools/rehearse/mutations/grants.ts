import { isNone } from "../../../policies/resource-type";
import { registry } from "../../../policies/registry";
import { blocksAt, textsIn } from "../../../policies/policy";
import { stackId } from "../../../contract/names";
import { serviceAgentMember } from "../../../contract/service-agents";
import type { Environment } from "../../../contract/environment";
import type { Stacks } from "../../deploy-order/order";
import { resolved, takeOut } from "./cuts";
import { dependenciesOf, Graph, textOf, type Resource } from "./graph";
import { locatedIn, type Located } from "./located";
import type { Mutation } from "./mutation";

type Named = Pick<Environment, "name" | "project">;

/** A grant on a key that nobody gives: what is encrypted with it cannot be made. The registry says who encrypts. */
export function removedKeyGrants(environment: Named, stacks: Stacks): Mutation[] {
  const all = locatedIn(environment, stacks);
  return all
    .filter(({ type }) => type === "google_kms_crypto_key_iam_member")
    .flatMap((grant): Mutation[] => {
      const stack = stacks.get(stackId(environment, grant.layer))!;
      const key = resolved(stack, textOf(grant, "crypto_key_id"));
      const member = textOf(grant, "member");
      const found = all.find((one) => isEncryptedWith(environment, one, key, member, grant.address));
      if (found === undefined) return [];
      const user = firstWith(key, found, all, new Graph(stacks.get(stackId(environment, found.layer))!));
      const agent = member.replace("serviceAccount:", "");
      const mistake: Pick<Mutation, "change" | "omits"> =
        user.layer === grant.layer
          ? {
              change: (changed) => {
                takeOut(changed, grant.address);
              },
            }
          : {
              omits: (world) => {
                world.policies.revoke(world.canonical(key), member);
              },
            };
      return [
        {
          kind: "grant on a key removed",
          what: `${grant.address} is not there`,
          layer: user.layer,
          ...mistake,
          address: user.address,
          says: new RegExp(`Permission denied on Cloud KMS key.*${agent}`),
        },
      ];
    });
}

/** What names a key before a resource is made that does: a cluster's first nodes have the key of its pools. */
const firstWith = (key: string, user: Located, all: readonly Located[], graph: Graph): Located =>
  all.find(
    ({ layer, address, attributes }) =>
      layer === user.layer && graph.needsOf(user.address).has(address) && textsIn(attributes).includes(key),
  ) ?? user;

function isEncryptedWith(environment: Named, one: Resource, key: string, member: string, grant: string): boolean {
  const row = registry[one.type]?.encryption;
  if (row === undefined || isNone(row) || serviceAgentMember(environment, row.agent) !== member) return false;
  const path = row.argument.split(".");
  const keys = blocksAt(one.attributes, ...path.slice(0, -1)).map((block) => block[path.at(-1)!]);
  return keys.includes(key) || dependenciesOf(one).includes(grant);
}

/** Grants without which what is made in the same layer is refused, and what that is. */
const needed: Readonly<Record<string, string>> = {
  google_secret_manager_secret_iam_member: "google_cloud_run_v2_service",
  google_pubsub_topic_iam_member: "google_secret_manager_secret",
};

/** A grant that is not there: a service reads a secret, or a secret announces its rotation. One for each user of a grant. */
export function removedGrants(environment: Named, stacks: Stacks): Mutation[] {
  const all = locatedIn(environment, stacks);
  const users = all.filter(({ type }) => Object.values(needed).includes(type));
  const grants = users.flatMap((user) => {
    const grant = all.find(({ type, address }) => needed[type] === user.type && dependenciesOf(user).includes(address));
    return grant === undefined ? [] : [{ user, grant }];
  });
  const distinct = grants.filter(({ grant }, index) => grants.findIndex((one) => one.grant === grant) === index);
  return distinct.map(({ user, grant }) => ({
    kind: "grant removed",
    what: `${grant.address} is not there`,
    layer: user.layer,
    change: (stack) => {
      takeOut(stack, grant.address);
    },
    address: user.address,
    says: /Permission denied/,
  }));
}
