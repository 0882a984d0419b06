import type { CostLine } from "../../contract/cost/line";
import type { PriceName } from "../../contract/cost/prices";

/** A row of a table in the requirements, beside what this page makes of it. */
export interface DocumentedLine {
  readonly title: string;
  /** Dollars a month at a peak of 1000 sessions. */
  readonly usd: number;
  /** Lines of the estimate with the same scope. */
  readonly covers: (line: CostLine) => boolean;
  readonly wrong: string;
}

const keysThatStart =
  (...starts: string[]) =>
  ({ key }: CostLine): boolean =>
    starts.some((start) => key.startsWith(start));

/** The table of 002, for the audio service. */
export const audioTable: readonly DocumentedLine[] = [
  {
    title: "Cloud Run, audio service",
    usd: 1770,
    covers: keysThatStart("run/audio/"),
    wrong:
      "Priced with 0.000024 dollars a vCPU-second, which is request-based billing; CPU that is always allocated costs 0.000018, and 50 instances would carry 750 sessions, not 1000.",
  },
  {
    title: "Load balancer",
    usd: 58,
    covers: keysThatStart("load-balancer/"),
    wrong:
      "Counts data alone. The forwarding rules, Cloud Armor and above all what leaves for the internet are missing: lines of their own here.",
  },
  {
    title: "Vertex AI",
    usd: 8275,
    covers: keysThatStart("model/"),
    wrong:
      "Priced with 0.10 and 0.30 dollars a million tokens, text prices of a retired model. Audio costs 3 to hear and 12 to speak, and each turn pays for the whole context of its session again.",
  },
  {
    title: "Firestore",
    usd: 48,
    covers: keysThatStart("firestore/"),
    wrong:
      "Priced with 0.06 and 0.18 dollars a 100,000 reads and writes, which are multi-regional; a region costs half.",
  },
  {
    title: "Cloud Logging",
    usd: 250,
    covers: keysThatStart("logging/"),
    wrong: "500 GiB at 0.50 dollars; the first 50 GiB of a project are free, and network logs are billed apart.",
  },
  {
    title: "Cloud Monitoring",
    usd: 129,
    covers: keysThatStart("monitoring/"),
    wrong:
      "Says nothing of what it counts. Since May 2026 conditions of alerts and the series they read are billed too.",
  },
];

/** Dollars of an hour of an audio session, in 002. */
export const sessionHourUsd = 0.35;

/** Savings that 002 lists, in dollars a month, from the least to the most. Its own optimized total is 8,200 to 8,900. */
export const documentedSavings: readonly { readonly title: string; readonly usd: readonly [number, number] }[] = [
  { title: "Committed use of Cloud Run", usd: [456, 843] },
  { title: "Enterprise pricing of Vertex AI", usd: [1241, 2069] },
  { title: "Deleting old sessions", usd: [10, 15] },
  { title: "Log retention of 7 days", usd: [187, 187] },
];
export const documentedOptimum = [8200, 8900] as const;

/** Dollars a month that 003 gives each environment: the two smaller ones whole, prod without traffic. */
export const environmentFigures: Readonly<Record<string, readonly [number, number]>> = {
  dev: [50, 100],
  staging: [200, 400],
  prod: [1000, 2000],
};

/** Unit prices that 000 and 002 calculate with, beside the price of the table that belongs there. */
export const documentedPrices: readonly { readonly title: string; readonly unit: string; readonly name: PriceName }[] =
  [
    { title: "Cloud Run CPU", unit: "0.000024 per vCPU-second", name: "runInstanceCpu" },
    { title: "Cloud Run memory", unit: "0.0000025 per GB-second", name: "runInstanceMemory" },
    { title: "Load balancer data", unit: "0.008 per GB", name: "balancedData" },
    { title: "Vertex AI input", unit: "0.10 per million tokens", name: "audioInputTokens" },
    { title: "Vertex AI output", unit: "0.30 per million tokens", name: "audioOutputTokens" },
    { title: "Firestore storage", unit: "0.18 per GB", name: "documentStorage" },
    { title: "Firestore reads", unit: "0.06 per 100,000", name: "documentReads" },
    { title: "Firestore writes", unit: "0.18 per 100,000", name: "documentWrites" },
    { title: "Cloud Logging", unit: "0.50 per GB", name: "logs" },
    { title: "Speech", unit: "0.000016 per second", name: "speechCharacters" },
  ];
