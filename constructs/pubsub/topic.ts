import { PubsubTopic } from "@cdktf/provider-google/lib/pubsub-topic";
import { Construct } from "constructs";
import { servingRegions, type Environment } from "../../contract/environment";
import { encryptionKey } from "../kms/names";
import { check } from "../check";

export interface TopicProps {
  readonly environment: Environment;
  readonly name: string;
  /** Service that owns the format of the messages. */
  readonly owner: string;
  /** Schema of this project that Pub/Sub enforces on every message. `name` is a reference, so the topic depends on the schema. @default - any bytes */
  readonly schema?: { readonly name: string; readonly encoding: "JSON" | "BINARY" } | undefined;
}

/**
 * A Pub/Sub topic. Messages are stored only in the environment's serving regions, and
 * encrypted with its own key where it has keys.
 *
 * A protected topic cannot be destroyed, since its subscriptions would never receive
 * a message again, even from a new topic of the same name.
 */
export class Topic extends Construct {
  /** Name for resources of this stack, which then depend on the topic. */
  readonly nameReference: string;

  constructor(scope: Construct, id: string, { environment, name, owner, schema }: TopicProps) {
    super(scope, id);
    check(this, [[/^[a-zA-Z][\w\-.~+%]{2,254}$/.test(name) && !name.startsWith("goog"), `'${name}' is no topic name`]]);
    const kmsKeyName = encryptionKey(environment, "queue");
    const topic = new PubsubTopic(this, "Default", {
      name,
      labels: { environment: environment.name, service: owner },
      ...(kmsKeyName === undefined ? {} : { kmsKeyName }),
      messageStoragePolicy: { allowedPersistenceRegions: servingRegions(environment).sort() },
      ...(schema === undefined
        ? {}
        : {
            schemaSettings: {
              schema: `projects/${environment.project.id}/schemas/${schema.name}`,
              encoding: schema.encoding,
            },
          }),
      lifecycle: { preventDestroy: environment.protection === "protected" },
    });
    this.nameReference = topic.name;
  }
}
