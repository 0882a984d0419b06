import { SecretManagerSecret } from "@cdktf/provider-google/lib/secret-manager-secret";
import { Construct } from "constructs";
import { days } from "../../contract/duration";
import type { Environment } from "../../contract/environment";
import { encryptionKey } from "../kms/names";
import { secretDestroyDelayDays } from "./recovery";
import type { RotationReminder } from "./rotation-reminder";

export interface SecretProps {
  readonly environment: Environment;
  readonly secretId: string;
  /** What the value is and where to get a new one. */
  readonly description: string;
  readonly rotation: RotationReminder;
}

/**
 * A secret without values. Values never pass through code, plan or state: a person
 * adds each version from standard input (`npm run secrets`).
 *
 * The rotation is only a reminder: Secret Manager publishes that it is due, and a
 * person or a job adds the new version. A destroyed version is disabled for 7 days
 * first and can be restored (Google, "Delay destruction of secret versions").
 */
export class Secret extends Construct {
  constructor(scope: Construct, id: string, { environment, secretId, description, rotation }: SecretProps) {
    super(scope, id);
    const { periodDays, firstAt } = environment.secretRotation;
    const protect = environment.protection === "protected";
    const kmsKeyName = encryptionKey(environment, "secrets");
    new SecretManagerSecret(this, "Default", {
      secretId,
      annotations: { description },
      // Permanent: a change of the replication or the key replaces the secret.
      replication: { auto: kmsKeyName === undefined ? {} : { customerManagedEncryption: { kmsKeyName } } },
      versionDestroyTtl: days(secretDestroyDelayDays),
      topics: [{ name: rotation.topicPath }],
      rotation: { rotationPeriod: days(periodDays), nextRotationTime: firstAt },
      deletionProtection: protect,
      // Secret Manager refuses a topic to which its service agent may not publish.
      dependsOn: [rotation.grant],
      lifecycle: {
        preventDestroy: protect,
        // Google advances it by one period at every rotation.
        ignoreChanges: ["rotation[0].next_rotation_time"],
      },
    });
  }
}
