import { invalid } from "./google-error";

/** An IAM policy as Google's APIs exchange it. */
export interface Policy {
  bindings?: { role: string; members: string[]; condition?: object }[];
  auditConfigs?: unknown[];
  etag?: string;
  version?: number;
}

/** IAM policies of everything, by path. They outlive nothing: a deleted resource takes its policy along. */
export class IamPolicies {
  private readonly policies = new Map<string, Policy>();
  private changes = 0;

  of(path: string): Policy {
    return structuredClone(this.policies.get(path) ?? { etag: "BwAAAAAAAAA=", version: 1 });
  }

  /** @throws GoogleError if the policy was read before another change, or names an account that does not exist */
  set(path: string, policy: Policy, exists: (account: string) => boolean): Policy {
    const current = this.of(path);
    if (policy.etag !== undefined && policy.etag !== current.etag) throw conflict();
    for (const { members } of policy.bindings ?? [])
      for (const member of members) {
        const account = /^serviceAccount:(.+)$/.exec(member)?.[1];
        // Google, "Troubleshoot allow policies": a binding may name existing principals only.
        if (account !== undefined && !exists(account)) throw invalid(`Service account ${account} does not exist.`);
      }
    const stored = { ...policy, etag: Buffer.from(`policy-${++this.changes}`).toString("base64") };
    this.policies.set(path, stored);
    return this.of(path);
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

const conflict = (): Error =>
  Object.assign(invalid("There were concurrent policy changes."), { code: 409, status: "ABORTED", reason: "conflict" });
