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
  /** Permanent in its location, like the keys' names: Cloud KMS deletes neither. */
  readonly name: string;
  /** Location of the encrypted data. */
  readonly location: string;
  /** Types of data; each gets its own key. */
  readonly data: readonly DataType[];
}

/**
 * A key ring with one key per type of data. Only the service agents of the
 * stores that hold this type may use its key. A key gets a new version every 90
 * days, which encrypts all new data; old versions are kept, since old data needs
 * them.
 *
 * Destroying a version destroys the data that it encrypted. The destruction is
 * delayed by 120 days in a protected environment, Cloud KMS's maximum, and by one
 * day in a disposable one, its minimum (Google, "Destroy and restore key
 * versions").
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
        // Cloud KMS never changes it. Without this, an environment that becomes protected would replace its keys.
        lifecycle: { ...lifecycle, ignoreChanges: ["destroy_scheduled_duration"] },
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
   * Path of the key with which `agent` encrypts a store of the same stack. It is
   * known at plan time, and a store that uses it depends on the agent's grant.
   *
   * @throws Error if the agent may not use the key
   */
  keyFor(data: DataType, agent: ServiceAgentName): string {
    const grant = this.grants.get(`${data}-${agent}`);
    if (grant === undefined) throw new Error(`${this.node.path}: '${agent}' may not use the key of ${data}`);
    return grant.cryptoKeyId;
  }
}
