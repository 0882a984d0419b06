import type { Proof } from "./scenario";
import { burnRateProofs } from "./scenarios/burn-rate";
import { cloudArmorProofs } from "./scenarios/cloud-armor";
import { cloudLoggingProofs } from "./scenarios/cloud-logging";
import { cloudStorageProofs } from "./scenarios/cloud-storage";
import { gkeProofs } from "./scenarios/gke";
import { cloudSqlProofs } from "./scenarios/cloud-sql";
import { errorProofs } from "./scenarios/errors";
import { farMissedProofs } from "./scenarios/far-missed";
import { firestoreProofs } from "./scenarios/firestore";
import { latencyProofs } from "./scenarios/latency";
import { vertexAiProofs } from "./scenarios/vertex-ai";
import { probeProofs } from "./scenarios/probes";
import { pubsubProofs } from "./scenarios/pubsub";
import { cloudQuotasProofs } from "./scenarios/cloud-quotas";
import { cloudRunProofs } from "./scenarios/cloud-run";
import { secretManagerProofs } from "./scenarios/secret-manager";
import { silenceProofs } from "./scenarios/silence";
import { textToSpeechProofs } from "./scenarios/text-to-speech";
import { cloudMonitoringProofs } from "./scenarios/cloud-monitoring";
import { vpcProofs } from "./scenarios/vpc";
import { websocketProofs } from "./scenarios/websockets";

/** The proof of each kind of alert that has a PromQL condition. */
export const proofs: readonly Proof[] = [
  ...burnRateProofs,
  ...cloudArmorProofs,
  ...cloudLoggingProofs,
  ...cloudStorageProofs,
  ...gkeProofs,
  ...cloudSqlProofs,
  ...errorProofs,
  ...farMissedProofs,
  ...firestoreProofs,
  ...latencyProofs,
  ...vertexAiProofs,
  ...pubsubProofs,
  ...cloudQuotasProofs,
  ...cloudRunProofs,
  ...probeProofs,
  ...silenceProofs,
  ...secretManagerProofs,
  ...textToSpeechProofs,
  ...cloudMonitoringProofs,
  ...vpcProofs,
  ...websocketProofs,
];
