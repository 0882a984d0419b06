import type { EnvironmentSpec } from "../../contract/environment";

/** Serves users. */
export const prod: EnvironmentSpec = {
  name: "prod",
  protection: "protected",
  encryption: "customer-managed",
  project: { id: "parley-audio-prod", number: "100000000003" },
  namePrefix: "parley",
  primaryRegion: "us-central1",
  // The GPU cluster runs in the region of the data; its pods and Kubernetes services use secondary ranges.
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
  // Enough samples to recognize an attack, at a tenth of the cost.
  logging: { loadBalancerSampleRate: 0.1, flowLogSampleRate: 0.05 },
  vertex: {
    location: "us-central1",
    model: "gemini-3.8-live",
    // Google has the text models of this generation at the global endpoint, and not in every region.
    textLocation: "global",
    textModel: "gemini-3.5-flash-lite",
  },
  conversationEnabled: true,
  // At this spend the application stops synthesizing speech for the day.
  textToSpeech: { enabled: true, dailyLimitUsd: 50 },
  websocketPingSeconds: 30,
  retentionDays: { noncurrentVersions: 90, history: 365, uploads: 90, accessLogs: 400, logs: 60 },
  // An unlocked retention policy prevents accidental deletion; owners and the apply account can still shorten it.
  audit: { retentionDays: 400, retentionLock: "unlocked" },
  deployBranch: "main",
  maintenanceWindow: { day: "SUNDAY", hour: 6 },
  cloudSql: {
    version: "POSTGRES_16",
    generation: 1,
    tier: "db-custom-8-32768",
    disk: { initialGb: 100, limitGb: 1000 },
    retainedBackups: 30,
    pointInTimeRecoveryDays: 7,
    maxConnections: 500,
    privateServicesRange: "10.30.16.0/20",
    replicas: {},
    // Cloud SQL archives transaction logs every few minutes, so an RPO of one minute is not achievable.
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
        // System 003 gives figures for one pool only; this pool has no nodes until a face is rendered.
        nodes: { min: 0, max: 10 },
      },
    },
  },
  signedUrlKeys: [],
  secretRotation: { periodDays: 30, firstAt: "2027-01-04T09:00:00Z" },
  // Services read version 1 of each secret until a rotation raises the version here.
  secretVersions: {},
  contacts: { primary: "devops@example.com", secondary: "backend@example.com", escalation: "lead@example.com" },
  escalationCall: { kind: "telephone", number: "+1 202 555 0143" },
  channels: { slack: "#parley-prod", pagerDuty: true },
  // PagerDuty escalates to the secondary and the escalation contact; e-mail gives its recipients a record.
  notifications: {
    page: ["pagerDuty", "slack", "primary", "secondary"],
    ticket: ["slack", "primary"],
    info: ["primary"],
  },
  usage: {
    services: {
      // 41 sessions open on average and 1000 at the peak. System 002 pays 0.35 dollars an hour and 10,530 a month.
      audio: { sessionHours: 30_000, averageMinutes: 30 },
      conversation: { requests: 200_000, averageSeconds: 8 },
      gateway: { requests: 2_000_000, averageSeconds: 0.2 },
      media: { requests: 300_000, averageSeconds: 2 },
      realtime: { sessionHours: 5000, averageMinutes: 15 },
      rest: { requests: 3_000_000, averageSeconds: 0.15 },
    },
    // No document says how people talk: guesses, with what a published measurement had as the most.
    voice: {
      turnsPerMinute: { low: 0.5, expected: 1, high: 3.6 },
      contextTokens: { low: 2000, expected: 4000, high: 8000 },
      instructionTokens: 500,
      speakingShare: { low: 0.3, expected: 0.4, high: 0.5 },
    },
    texts: {
      inputTokens: { low: 500, expected: 1000, high: 2000 },
      outputTokens: { low: 400, expected: 800, high: 1600 },
    },
    // Two thirds of the characters that the daily limit allows.
    speechCharacters: 60_000_000,
    firestore: { reads: 30_000_000, writes: 15_000_000, deletes: 3_000_000, storedGib: 20 },
    cloudSql: { storedGib: 100, backupGib: 200 },
    // The pool `tts` averages three nodes.
    gpuNodeHours: { tts: 2190, "lip-sync": 300 },
    objectGib: 2000,
    imageGib: 50,
    queueGib: 5,
    // 32 kB/s from each user, and 48 kB/s to each user while the model speaks; the rest is video.
    traffic: { fromUsersGib: 3300, toUsersGib: 3000, throughNatGib: 50 },
    logs: { entryGib: 500, networkGib: 20, metricMib: 300 },
  },
  // System 002's 11,000, planned for audio alone at a retired model's prices. Without users a month costs 2,000, so the first
  // mail, at 2,750, says that users have come; a month with all of them passes the whole budget, which its owner wants to hear.
  budget: { billingAccount: "012345-6789AB-CDEF01", monthlyUsd: 11_000, modelMonthlyUsd: 10_000 },
  owner: "platform",
  labels: {},
  services: {
    // 67 x 15 = 1005 connections; two warm instances hide the cold start of 3 to 5 s.
    audio: { scale: { min: 2, max: 67 }, concurrency: 15, peakSessions: 1000 },
    // Clients of these services send tokens of their own; only system 002's users sign in through Identity-Aware Proxy.
    conversation: { access: "public" },
    gateway: { access: "public", scale: { min: 2, max: 100 }, latencyP95Milliseconds: 2000 },
    media: { access: "public", scale: { min: 2, max: 20 } },
    realtime: { access: "public", scale: { min: 2, max: 100 }, latencyP95Milliseconds: 2000 },
  },
};
