import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Database } from "../constructs/cloud-sql/database";
import { FirestoreDatabase } from "../constructs/firestore/firestore-database";
import { Queue } from "../constructs/pubsub/queue";
import { RotationReminder } from "../constructs/secret-manager/rotation-reminder";
import { Secret } from "../constructs/secret-manager/secret";
import { Bucket } from "../constructs/cloud-storage/bucket";
import { bucketName } from "../constructs/cloud-storage/names";
import type { Environment } from "../contract/environment";
import { secretsOf } from "../constructs/secret-manager/names";
import { encryptionKey, type DataType } from "../constructs/kms/names";
import { constructId, stackId } from "../contract/names";
import { receiverOf } from "../contract/queues";
import { domainsOf } from "../contract/routes";
import { dataStackId } from "../contract/subjects";
import type { BucketEntry } from "../constructs/cloud-storage/schema";
import { configureLayer } from "./layer";

/** Stateful resources: buckets, databases, secrets, queues. */
export class DataStack extends TerraformStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, stackId(environment, "data"));
    configureLayer(this, environment, "data");
    this.addBuckets(environment);
    this.addSecrets(environment);
    for (const name of Object.keys(environment.queues)) {
      new Queue(this, `Queue-${name}`, { environment, name, receiver: receiverOf(environment, name) });
    }
    const { cloudSql, firestore } = environment;
    if (cloudSql !== undefined) new Database(this, dataStackId("cloudSql"), { environment, settings: cloudSql });
    if (firestore !== undefined)
      new FirestoreDatabase(this, dataStackId("firestore"), { environment, settings: firestore });
  }

  private addBuckets(environment: Environment): void {
    const entries = Object.entries(environment.buckets);
    const add = (key: string, entry: BucketEntry, accessLogs?: Bucket): Bucket =>
      new Bucket(this, constructId(key), {
        projectId: environment.project.id,
        name: bucketName(environment, key),
        location: environment.primaryRegion,
        contents: entry.contents,
        protection: environment.protection,
        noncurrentVersionDays: environment.retentionDays.noncurrentVersions,
        expireAfterDays: expiry(environment, entry),
        corsOrigins:
          entry.contents === "records" && entry.browserUploads
            ? domainsOf(environment).map((domain) => `https://${domain}`)
            : undefined,
        accessLogs,
        kmsKeyName: encryptionKey(environment, dataTypeOf(entry)),
      });
    // The log bucket first: the other buckets deliver their logs to it.
    const logs = entries.filter(([, { contents }]) => contents === "logs").map(([key, entry]) => add(key, entry));
    for (const [key, entry] of entries) {
      if (entry.contents !== "logs") add(key, entry, logs[0]);
    }
    new TerraformOutput(this, "bucket_names", {
      description: "Bucket of each key of catalog.ts",
      value: Object.fromEntries(entries.map(([key]) => [key, bucketName(environment, key)])),
    });
  }

  private addSecrets(environment: Environment): void {
    const rotation = new RotationReminder(this, "Rotation", { environment });
    for (const [secretId, { description }] of Object.entries(secretsOf(environment))) {
      new Secret(this, `Secret-${secretId}`, { environment, secretId, description, rotation });
    }
  }
}

/** Data that can be regenerated or is public has a different key than users' data. */
const dataTypeOf = ({ contents }: BucketEntry): DataType =>
  contents === "cache" || contents === "site" ? "media" : "records";

function expiry(environment: Environment, entry: BucketEntry): number | undefined {
  switch (entry.contents) {
    case "cache":
      return entry.expireAfterDays;
    case "logs":
      return environment.retentionDays.accessLogs;
    case "records":
      return entry.expireWith === undefined ? undefined : environment.retentionDays[entry.expireWith];
    case "site":
      return undefined;
  }
}
