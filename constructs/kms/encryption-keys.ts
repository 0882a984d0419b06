import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { keyLocation, keyRingName, keysByLocation, type DataType } from "./names";
import type { ServiceAgentName } from "../../contract/service-agents";
import { KeyRing } from "./key-ring";

export interface EncryptionKeysProps {
  readonly environment: Environment;
}

/**
 * The keys of every store of an environment, in one key ring per location; none
 * where the environment uses Google's default encryption.
 *
 * Stores of later stacks name a key by `encryptionKey` of constructs/kms/names.ts.
 */
export class EncryptionKeys extends Construct {
  private readonly environment: Environment;
  private readonly rings = new Map<string, KeyRing>();

  constructor(scope: Construct, id: string, { environment }: EncryptionKeysProps) {
    super(scope, id);
    this.environment = environment;
    for (const [location, data] of keysByLocation(environment)) {
      this.rings.set(
        location,
        new KeyRing(this, `Ring-${location}`, { environment, name: keyRingName(environment), location, data }),
      );
    }
  }

  /**
   * Path of a key for a store of this stack. A store that uses it depends on the
   * grant to `agent`. Undefined where Google's default encryption is used.
   *
   * @throws Error if the agent may not use the key
   */
  keyFor(data: DataType, agent: ServiceAgentName): string | undefined {
    return this.rings.get(keyLocation(this.environment, data))?.keyFor(data, agent);
  }
}
