import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { EncryptionKeys } from "../constructs/kms/encryption-keys";
import { AuditConfig } from "../constructs/cloud-logging/audit-config";
import { AuditTrail } from "../constructs/cloud-logging/audit-trail";
import { LogExclusions } from "../constructs/cloud-logging/log-exclusions";
import { LogMetrics } from "../constructs/cloud-logging/log-metrics";
import { RequestMetrics } from "../constructs/cloud-logging/request-metrics";
import { LogRetention } from "../constructs/cloud-logging/log-retention";
import { LogViews } from "../constructs/cloud-logging/log-views";
import { BackupMetric } from "../constructs/cloud-sql/backup-metric";
import { Firewall } from "../constructs/vpc/firewall";
import { GoogleApisZone } from "../constructs/cloud-dns/google-apis-zone";
import { privateZones } from "../constructs/cloud-dns/names";
import { Network } from "../constructs/vpc/network";
import { PrivateServices } from "../constructs/vpc/private-services";
import { ServicePerimeter } from "../constructs/vpc-service-controls/service-perimeter";
import { EnabledApis } from "../constructs/service-usage/enabled-apis";
import { ImageRegistry } from "../constructs/artifact-registry/image-registry";
import { perimeterName } from "../constructs/vpc-service-controls/names";
import type { Environment } from "../contract/environment";
import { stackId } from "../contract/names";
import { configureLayer } from "./layer";

/** Resources on which all other layers depend and which rarely change: APIs, network, keys, image registry, audit trail. */
export class FoundationStack extends TerraformStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, stackId(environment, "foundation"));
    configureLayer(this, environment, "foundation");
    const network = new Network(this, "Network", { environment });
    new Firewall(this, "Firewall", { environment, network: network.path });
    for (const [id, domain] of Object.entries(privateZones(environment))) {
      new GoogleApisZone(this, id, { environment, domain, network: network.path });
    }
    const { cloudSql } = environment;
    if (cloudSql !== undefined) {
      new PrivateServices(this, "PrivateServices", { environment, settings: cloudSql, network: network.path });
    }
    const keys = new EncryptionKeys(this, "Keys", { environment });
    new ImageRegistry(this, "Images", { environment, kmsKeyName: keys.keyFor("images", "artifactRegistry") });
    new AuditConfig(this, "Audit", { environment });
    new AuditTrail(this, "AuditTrail", { environment, kmsKeyName: keys.keyFor("records", "cloudStorage") });
    const { bucketId } = new LogRetention(this, "Logs", { environment });
    new LogExclusions(this, "LogExclusions", { environment });
    new LogMetrics(this, "LogMetrics", { environment });
    new RequestMetrics(this, "RequestMetrics", { environment });
    if (cloudSql !== undefined) new BackupMetric(this, "BackupMetric", { environment });
    new LogViews(this, "LogViews", { environment, bucketId });
    if (environment.vpcServiceControls !== undefined) {
      const { project, vpcServiceControls } = environment;
      new ServicePerimeter(this, "Perimeter", { project, name: perimeterName(environment), vpcServiceControls });
    }
  }

  /** Enables the APIs of all layers that bootstrap does not enable. Call it last, since the layers determine the APIs. */
  enableApis(apis: readonly string[]): void {
    new EnabledApis(this, "Api", { apis }).addDependencies(this);
  }
}
