import { KmsCryptoKey } from "@cdktf/provider-google/lib/kms-crypto-key";
import { KmsCryptoKeyIamMember } from "@cdktf/provider-google/lib/kms-crypto-key-iam-member";
import { KmsKeyRing } from "@cdktf/provider-google/lib/kms-key-ring";
import { Construct } from "constructs";
import { days } from "../../contract/duration";
import type { Environment } from "../../contract/environment";
import { keyRingPath, type DataType } from "./names";
import { serviceAgentMember, type ServiceAgentName } from "../../contract/service-agents";
import { keyUsers } from "./key-users";

export interface KeyRingProps {
  readonly environment: Environment;
  /** Permanent in its location, as the keys' names are: Cloud KMS deletes neither. */
  readonly name: string;
  /** Where what is encrypted lies. */
  readonly location: string;
  /** Kinds of data, each with a key of its own. */
  readonly data: readonly DataType[];
}

/**
 * A ring with its keys, each of which exactly the service agents of its stores
 * may use. Every 90 days a key gets a new version, with which everything new is
 * encrypted; old versions stay, since old data needs them.
 *
 * A destroyed version takes its data with it, so a protected one can be brought
 * back for 120 days, the longest that Cloud KMS waits, and a disposable one for
 * a day, the shortest (Google, "Destroy and restore key versions").
 */
export class KeyRing extends Construct {
  private readonly grants = new Map<string, KmsCryptoKeyIamMember>();

  constructor(scope: Construct, id: string, { environment, name, location, data }: KeyRingProps) {
    super(scope, id);
    const protect = environment.protection === "protected";
    const lifecycle = { preventDestroy: protect };
    const ring = new KmsKeyRing(this, "Default", { name, location, lifecycle });
    const ringPath = keyRingPath(environment, location, ring.name);
    for (const type of data) {
      const key = new KmsCryptoKey(this, `Key-${type}`, {
        name: type,
        keyRing: ringPath,
        purpose: "ENCRYPT_DECRYPT",
        rotationPeriod: days(90),
        versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "SOFTWARE" },
        destroyScheduledDuration: days(protect ? 120 : 1),
        lifecycle,
      });
      for (const agent of keyUsers(environment, type, location)) {
        const grant = new KmsCryptoKeyIamMember(this, `Key-${type}-${agent}`, {
          cryptoKeyId: `${ringPath}/cryptoKeys/${key.name}`,
          role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
          member: serviceAgentMember(environment, agent),
        });
        this.grants.set(`${type}-${agent}`, grant);
      }
    }
  }

  /**
   * Path of a key for a store of the same stack that its product encrypts as
   * this agent: known at plan, and ordered after the agent's right to use it.
   *
   * @throws Error if the agent may not use the key
   */
  keyFor(data: DataType, agent: ServiceAgentName): string {
    const grant = this.grants.get(`${data}-${agent}`);
    if (grant === undefined) throw new Error(`${this.node.path}: '${agent}' may not use the key of ${data}`);
    return grant.cryptoKeyId;
  }
}
