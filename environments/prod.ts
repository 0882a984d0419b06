import type { EnvironmentSpec } from "./environment";

/** For users. */
export const prod: EnvironmentSpec = {
  name: "prod",
  protection: "protected",
  encryption: "customer-managed",
  project: { id: "parley-audio-prod", number: "100000000003" },
  namePrefix: "parley",
  primaryRegion: "us-central1",
  // The GPU cluster lives where the data is; its pods and services get ranges of their own.
  regions: {
    "us-central1": {
      subnetRange: "10.30.0.0/20",
      clusterRanges: { pods: "10.32.0.0/14", services: "10.31.0.0/20" },
    },
  },
  domain: "app.example.com",
  dnsZone: "app-example-com",
  access: {
    kind: "iap",
    members: ["group:improv-users@example.com"],
    oauthClient: "google-managed",
  },
  cloudArmor: {
    enabled: true,
    firewallMode: "enforce",
    adaptiveProtection: true,
    requestsPerMinute: 100,
    websocketHandshakesPerMinute: 20,
    rateLimitExemptRanges: [],
  },
  // Enough to see an attack, a tenth of the bill.
  logging: { loadBalancerSampleRate: 0.1, flowLogSampleRate: 0.05 },
  vertex: { location: "us-central1", model: "gemini-live-2.5-flash" },
  conversationEnabled: true,
  // The application stops speaking at this spend.
  textToSpeech: { enabled: true, dailyLimitUsd: 50 },
  websocketPingSeconds: 30,
  retentionDays: { noncurrentVersions: 90, history: 365, uploads: 90, accessLogs: 400, logs: 60 },
  // An unlocked retention stops a slip, but not whoever may change the bucket: owners and the apply account.
  audit: { retentionDays: 400, retentionLock: "unlocked" },
  deployBranch: "main",
  maintenanceWindow: { day: "SUNDAY", hour: 6 },
  database: {
    version: "POSTGRES_16",
    generation: 1,
    tier: "db-custom-8-32768",
    disk: { initialGb: 100, limitGb: 1000 },
    retainedBackups: 30,
    pointInTimeRecoveryDays: 7,
    maxConnections: 500,
    privateServicesRange: "10.30.16.0/20",
    replicas: {},
    // Logs are archived every few minutes, so one minute cannot be promised.
    recovery: { rpoMinutes: 5, rtoMinutes: 120 },
  },
  firestore: {
    databaseId: "(default)",
    pointInTimeRecovery: true,
    backups: { dailyDays: 7, weeklyDays: 98 },
    recovery: { rpoMinutes: 1, rtoMinutes: 120 },
  },
  cluster: {
    mode: "standard",
    location: "us-central1",
    releaseChannel: "REGULAR",
    controlPlaneRange: "10.30.32.0/28",
    // The office's VPN; workloads are deployed from there.
    authorizedNetworks: { "office-vpn": "203.0.113.64/28" },
    systemPool: { machineType: "e2-standard-2", nodes: { min: 1, max: 3 } },
    gpuPools: {
      tts: {
        machineType: "n1-standard-4",
        accelerator: { type: "nvidia-tesla-t4", count: 1 },
        zones: ["us-central1-a", "us-central1-b", "us-central1-c", "us-central1-f"],
        nodes: { min: 1, max: 20 },
      },
      "lip-sync": {
        machineType: "n1-standard-4",
        accelerator: { type: "nvidia-tesla-t4", count: 1 },
        zones: ["us-central1-a", "us-central1-b", "us-central1-c", "us-central1-f"],
        // 003 gives figures for one pool only; this one sleeps until somebody renders a face.
        nodes: { min: 0, max: 10 },
      },
    },
  },
  signedUrlKeys: [],
  secretRotation: { periodDays: 30, firstAt: "2027-01-04T09:00:00Z" },
  // Version 1 of each, until a rotation raises it here.
  secretVersions: {},
  contacts: { primary: "devops@example.com", secondary: "backend@example.com", escalation: "lead@example.com" },
  channels: { slack: "#parley-prod", pagerDuty: true },
  budget: { billingAccount: "012345-6789AB-CDEF01", monthlyUsd: 11000 },
  owner: "platform",
  labels: {},
  services: {
    // 67 x 15 = 1005 connections; two instances hide the 3 to 5 s of a cold start.
    audio: { scale: { min: 2, max: 67 }, concurrency: 15, peakSessions: 1000 },
    // The learners' and the clone's clients bring tokens of their own; only 002's audience passes Identity-Aware Proxy.
    conversation: { access: "public" },
    gateway: { access: "public", scale: { min: 2, max: 100 }, latencyP95Milliseconds: 2000 },
    media: { access: "public", scale: { min: 2, max: 20 } },
    realtime: { access: "public", scale: { min: 2, max: 100 }, latencyP95Milliseconds: 2000 },
  },
};
