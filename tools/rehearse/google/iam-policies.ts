import { invalid } from "./google-error";

/** An IAM policy as Google's APIs exchange it. */
export interface Policy {
  bindings?: { role: string; members: string[]; condition?: object }[];
  auditConfigs?: unknown[];
  etag?: string;
  version?: number;
}

/** What a policy may name. */
interface Known {
  readonly accountExists: (email: string) => boolean;
  readonly roleExists: (role: string) => boolean;
  readonly poolExists: (pool: string) => boolean;
}

/** IAM policies of everything, by path. They outlive nothing: a deleted resource takes its policy along. */
export class IamPolicies {
  private readonly policies = new Map<string, Policy>();
  private changes = 0;

  of(path: string): Policy {
    return structuredClone(this.policies.get(path) ?? { etag: "BwAAAAAAAAA=", version: 1 });
  }

  /** @throws GoogleError if the policy was read before another change, or names something that does not exist */
  set(path: string, policy: Policy, known: Known): Policy {
    const current = this.of(path);
    if (policy.etag !== undefined && policy.etag !== current.etag) throw conflict();
    for (const { role, members } of policy.bindings ?? []) {
      // Public repositories quote these words, for a role that was made a moment ago as well.
      if (role.startsWith("projects/") && !known.roleExists(role))
        throw invalid(`Role (${role}) does not exist in the resource's hierarchy.`);
      for (const member of members) checkMember(member, known);
    }
    const stored = { ...policy, etag: Buffer.from(`policy-${++this.changes}`).toString("base64") };
    this.policies.set(path, stored);
    return this.of(path);
  }

  /** Takes a member out of every binding of a policy. */
  revoke(path: string, member: string): void {
    const { bindings = [] } = this.policies.get(path) ?? {};
    for (const binding of bindings) binding.members = binding.members.filter((one) => one !== member);
  }

  remove(path: string): void {
    this.policies.delete(path);
  }

  /** Takes over the policies of another world. */
  take(other: IamPolicies): void {
    for (const [path, policy] of other.policies) this.policies.set(path, structuredClone(policy));
    this.changes = other.changes;
  }

  /** Whether an account has one of the roles on one of the paths. */
  holds(account: string, roles: readonly string[], paths: readonly string[]): boolean {
    return paths.some((path) =>
      (this.policies.get(path)?.bindings ?? []).some(
        ({ role, members }) => roles.includes(role) && members.includes(`serviceAccount:${account}`),
      ),
    );
  }
}

function checkMember(member: string, { accountExists, poolExists }: Known): void {
  const account = /^serviceAccount:(.+)$/.exec(member)?.[1];
  // Google, "Troubleshoot allow policies": a binding may name existing principals only.
  if (account !== undefined && !accountExists(account)) throw invalid(`Service account ${account} does not exist.`);
  const pool = /\/(projects\/.+\/workloadIdentityPools\/[^/]+)\//.exec(member)?.[1];
  // terraform-google-modules/terraform-google-kubernetes-engine#916, of the pool that a project's first cluster makes.
  if (pool !== undefined && !poolExists(pool)) throw invalid(`Identity Pool does not exist (${pool}).`);
}

const conflict = (): Error =>
  Object.assign(invalid("There were concurrent policy changes."), { code: 409, status: "ABORTED", reason: "conflict" });
