import { PubsubTopic } from "@cdktf/provider-google/lib/pubsub-topic";
import { Construct } from "constructs";
import { servingRegions, type Environment } from "../../contract/environment";
import { encryptionKey } from "../kms/names";
import { check } from "../check";

export interface TopicProps {
  readonly environment: Environment;
  readonly name: string;
  /** Service that owns the messages' format. */
  readonly owner: string;
  /** Schema of this project that Pub/Sub enforces on every message; a name that orders the topic after it. @default - any bytes */
  readonly schema?: { readonly name: string; readonly encoding: "JSON" | "BINARY" } | undefined;
}

/**
 * A Pub/Sub topic whose messages are stored only where the environment serves,
 * and with the environment's own key where it has keys.
 *
 * A protected one cannot be destroyed: its subscriptions would never again get
 * what is published.
 */
export class Topic extends Construct {
  /** Name for resources of this stack; ordered after the topic. */
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
