import type { Api } from "../collection";
import { accessContextManager } from "./access-context-manager";
import { artifactRegistry } from "./artifact-registry";
import { billing } from "./billing";
import { certificateManager } from "./certificate-manager";
import { dns } from "./cloud-dns";
import { logging } from "./cloud-logging";
import { monitoring } from "./cloud-monitoring";
import { cloudQuotas } from "./cloud-quotas";
import { cloudRun } from "./cloud-run";
import { sql } from "./cloud-sql";
import { storage } from "./cloud-storage";
import { compute } from "./compute";
import { firestore } from "./firestore";
import { container } from "./gke";
import { iam } from "./iam";
import { iap } from "./iap";
import { kms } from "./kms";
import { pubsub } from "./pubsub";
import { resourceManager } from "./resource-manager";
import { secretManager } from "./secret-manager";
import { serviceUsage } from "./service-usage";
import { serviceNetworking } from "./vpc-peering";

/** Every API that the stacks' resource types call. */
export const apis: readonly Api[] = [
  accessContextManager,
  artifactRegistry,
  billing,
  certificateManager,
  cloudQuotas,
  cloudRun,
  compute,
  container,
  dns,
  firestore,
  iam,
  iap,
  kms,
  logging,
  monitoring,
  pubsub,
  resourceManager,
  secretManager,
  serviceNetworking,
  serviceUsage,
  sql,
  storage,
];
