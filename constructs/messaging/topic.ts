import { PubsubTopic } from "@cdktf/provider-google/lib/pubsub-topic";
import { Construct } from "constructs";
import type { Environment } from "../../environments/environment";
import { check } from "../check";

export interface TopicProps {
  readonly environment: Environment;
  readonly name: string;
  /** Service that owns the messages' format. */
  readonly owner: string;
}

/** A Pub/Sub topic whose messages are stored in the primary region only, where data lives. */
export class Topic extends Construct {
  /** Name for resources of this stack; ordered after the topic. */
  readonly nameReference: string;

  constructor(scope: Construct, id: string, { environment, name, owner }: TopicProps) {
    super(scope, id);
    check(this, [[/^[a-zA-Z][\w\-.~+%]{2,254}$/.test(name) && !name.startsWith("goog"), `'${name}' is no topic name`]]);
    const topic = new PubsubTopic(this, "Default", {
      name,
      labels: { environment: environment.name, service: owner },
      messageStoragePolicy: { allowedPersistenceRegions: [environment.primaryRegion] },
    });
    this.nameReference = topic.name;
  }
}
