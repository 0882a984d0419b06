import type { Proof } from "./scenario";
import { burnRateProofs } from "./scenarios/burn-rate";
import { cacheProofs } from "./scenarios/cache";
import { clusterProofs } from "./scenarios/cluster";
import { databaseProofs } from "./scenarios/database";
import { errorProofs } from "./scenarios/errors";
import { firestoreProofs } from "./scenarios/firestore";
import { latencyProofs } from "./scenarios/latency";
import { modelProofs } from "./scenarios/model";
import { queueProofs } from "./scenarios/queues";
import { quotaProofs } from "./scenarios/quota";
import { saturationProofs } from "./scenarios/saturation";
import { secretProofs } from "./scenarios/secrets";
import { speechProofs } from "./scenarios/speech";
import { uptimeProofs } from "./scenarios/uptime";
import { websocketProofs } from "./scenarios/websockets";

/** What proves each kind of alert that has a PromQL condition. */
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
