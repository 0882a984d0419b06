import { modelsOf } from "../models";
import { pricedRegion, unitUsd, type Evidence, type Price } from "./price";

/** Day on which the table was last compared with its sources; prices from memory have none. The comparison is due every quarter. */
export const pricesOf = "2026-11-21";

/** A price that is the same in all locations. */
const global = (unit: string, usd: number, source: string, evidence: Evidence, per = 1): Price => ({
  unit,
  usd: { global: usd },
  per,
  source,
  evidence,
});

/** A price in `pricedRegion`. */
const regional = (unit: string, usd: number, source: string, evidence: Evidence, per = 1): Price => ({
  ...global(unit, usd, source, evidence, per),
  usd: { [pricedRegion]: usd },
});

const run = "Cloud Run pricing";
const network = "Network pricing";
const balancer = "Cloud Load Balancing pricing";
const armor = "Google Cloud Armor pricing";
const nat = "Cloud NAT pricing";
const vertex = "Vertex AI generative AI pricing";
const firestore = "Firestore pricing";
const sql = "Cloud SQL pricing";
const compute = "VM instance pricing";
const gpu = "GPU pricing";
const observability = "Google Cloud Observability pricing";
const million = 1_000_000;
const documents = 100_000;

/** Unit prices for every estimate. */
export const prices = {
  // Instance-based billing, where CPU is always allocated.
  runInstanceCpu: regional("vCPU-second", 0.000018, run, "page"),
  runInstanceMemory: regional("GiB-second", 0.000002, run, "memory"),
  // Request-based billing: one rate while a request is served, another for idle minimum instances.
  runRequestCpu: regional("vCPU-second", 0.000024, run, "page"),
  runRequestMemory: regional("GiB-second", 0.0000025, run, "quoted"),
  runIdleCpu: regional("vCPU-second", 0.0000025, run, "memory"),
  runIdleMemory: regional("GiB-second", 0.0000025, run, "memory"),
  runRequests: regional("request", 0.4, run, "quoted", million),

  // One price for up to five rules.
  forwardingRules: global("hour", 0.025, balancer, "page"),
  balancedData: regional("GiB", 0.008, balancer, "page"),
  securityPolicy: global("policy-month", 5, armor, "quoted"),
  securityRule: global("rule-month", 1, armor, "quoted"),
  securityRequests: global("request", 0.75, armor, "quoted", million),
  // Premium tier, price of the first TiB; Google charges less beyond it.
  internetEgress: regional("GiB", 0.12, network, "quoted"),
  natInstance: global("instance-hour", 0.0014, nat, "page"),
  natAddress: global("address-hour", 0.005, nat, "page"),
  natData: global("GiB", 0.045, nat, "page"),
  dnsZone: global("zone-month", 0.2, "Cloud DNS pricing", "memory"),

  // Gemini 3.8 Live, by modality. Quoted from the Gemini API's page, whose prices Vertex AI has had for each model so far.
  audioInputTokens: { ...global("token", 3, vertex, "quoted", million), asOf: modelsOf },
  audioOutputTokens: { ...global("token", 12, vertex, "quoted", million), asOf: modelsOf },
  instructionTokens: { ...global("token", 0.75, vertex, "quoted", million), asOf: modelsOf },
  // Gemini 3.5 Flash-Lite.
  textInputTokens: { ...global("token", 0.3, vertex, "quoted", million), asOf: modelsOf },
  textOutputTokens: { ...global("token", 2.5, vertex, "quoted", million), asOf: modelsOf },
  // Neural2 voices.
  speechCharacters: global("character", 16, "Text-to-Speech pricing", "quoted", million),

  // `nam5` is the multi-region of the United States, which no database here uses.
  documentReads: {
    ...global("document", 0, firestore, "quoted", documents),
    usd: { [pricedRegion]: 0.03, nam5: 0.06 },
  },
  documentWrites: {
    ...global("document", 0, firestore, "quoted", documents),
    usd: { [pricedRegion]: 0.09, nam5: 0.18 },
  },
  documentDeletes: {
    ...global("document", 0, firestore, "memory", documents),
    usd: { [pricedRegion]: 0.01, nam5: 0.02 },
  },
  documentStorage: { ...global("GiB-month", 0, firestore, "memory"), usd: { [pricedRegion]: 0.15, nam5: 0.18 } },
  documentBackups: regional("GiB-month", 0.03, firestore, "memory"),

  // Enterprise edition; the standby of a highly available instance doubles the price.
  databaseCpu: regional("vCPU-hour", 0.0413, sql, "quoted"),
  databaseMemory: regional("GiB-hour", 0.007, sql, "quoted"),
  databaseStorage: regional("GiB-month", 0.17, sql, "memory"),
  databaseBackups: regional("GiB-month", 0.08, sql, "memory"),

  clusterFee: global("cluster-hour", 0.1, "Google Kubernetes Engine pricing", "page"),
  // One vCPU together with its share of the machine type's memory, by machine family.
  "e2-standard": regional("vCPU-hour", 0.033503, compute, "memory"),
  "g2-standard": regional("vCPU-hour", 0.036696, compute, "memory"),
  "n1-highcpu": regional("vCPU-hour", 0.035424, compute, "memory"),
  "n1-highmem": regional("vCPU-hour", 0.059152, compute, "memory"),
  "n1-standard": regional("vCPU-hour", 0.0475, compute, "memory"),
  "nvidia-l4": regional("GPU-hour", 0.56, gpu, "memory"),
  "nvidia-tesla-p100": regional("GPU-hour", 1.46, gpu, "memory"),
  "nvidia-tesla-p4": regional("GPU-hour", 0.6, gpu, "memory"),
  "nvidia-tesla-t4": regional("GPU-hour", 0.35, gpu, "memory"),
  "nvidia-tesla-v100": regional("GPU-hour", 2.48, gpu, "memory"),
  nodeDisk: regional("GiB-month", 0.1, "Disk and image pricing", "memory"),

  objectStorage: regional("GiB-month", 0.02, "Cloud Storage pricing", "quoted"),
  imageStorage: global("GiB-month", 0.1, "Artifact Registry pricing", "memory"),
  messages: global("GiB", 40, "Pub/Sub pricing", "memory", 1024),
  keyVersion: global("version-month", 0.06, "Cloud Key Management Service pricing", "page"),
  secretVersion: global("version-month", 0.06, "Secret Manager pricing", "page"),
  rotationNotice: global("rotation", 0.05, "Secret Manager pricing", "page"),

  logs: global("GiB", 0.5, observability, "page"),
  logRetention: global("GiB-month", 0.01, observability, "page"),
  networkLogs: global("GiB", 0.25, observability, "page"),
  networkTelemetry: global("GiB", 0.25, "Network telemetry pricing", "memory"),
  metrics: global("MiB", 0.258, observability, "memory"),
  uptimeExecutions: global("execution", 0.3, observability, "quoted", 1000),
  // Quoted as 0.10 from May 2026 and as 0.35 from September 2027; the higher price, so that the budget still suffices then.
  alertConditions: global("condition-month", 0.35, observability, "quoted"),
  alertSeries: global("time series", 0.35, observability, "quoted", million),
} satisfies Record<string, Price>;

/** US dollars per character of synthesized speech. Google bills characters, not seconds. */
export const usdPerSpeechCharacter = unitUsd(prices.speechCharacters, "global");

/**
 * A Spot VM costs at most this share of the list price: the discount is 60 to 91 %
 * and varies daily. Google, "Spot VMs pricing".
 */
export const spotShare = 0.4;

/** Discounts for spend that is committed for one or three years. Google, "Committed use discounts" (Cloud Run). */
export const committedUse = {
  instanceBased: { oneYear: 0.28, threeYears: 0.46 },
  requestBased: { oneYear: 0.17, threeYears: 0.17 },
};
