import type { Proof } from "./scenario";
import { burnRateProofs } from "./scenarios/burn-rate";
import { cacheProofs } from "./scenarios/cloud-storage";
import { clusterProofs } from "./scenarios/gke";
import { databaseProofs } from "./scenarios/cloud-sql";
import { errorProofs } from "./scenarios/errors";
import { firestoreProofs } from "./scenarios/firestore";
import { latencyProofs } from "./scenarios/latency";
import { modelProofs } from "./scenarios/vertex-ai";
import { queueProofs } from "./scenarios/pubsub";
import { quotaProofs } from "./scenarios/cloud-quotas";
import { saturationProofs } from "./scenarios/cloud-run";
import { secretProofs } from "./scenarios/secret-manager";
import { speechProofs } from "./scenarios/text-to-speech";
import { uptimeProofs } from "./scenarios/cloud-monitoring";
import { websocketProofs } from "./scenarios/websockets";

/** The proof of each kind of alert that has a PromQL condition. */
export const proofs: readonly Proof[] = [
  ...burnRateProofs,
  ...cacheProofs,
  ...clusterProofs,
  ...databaseProofs,
  ...errorProofs,
  ...firestoreProofs,
  ...latencyProofs,
  ...modelProofs,
  ...queueProofs,
  ...quotaProofs,
  ...saturationProofs,
  ...secretProofs,
  ...speechProofs,
  ...uptimeProofs,
  ...websocketProofs,
];
