import type { EnvironmentSpec } from "../contract/environment";

/** For load tests and recovery rehearsals: production's shape at a tenth of its size, with the same protection. */
export const staging: EnvironmentSpec = {
  name: "staging",
  protection: "protected",
  encryption: "customer-managed",
  project: { id: "parley-audio-staging", number: "100000000002" },
  namePrefix: "parley",
  primaryRegion: "us-central1",
  regions: { "us-central1": { subnetRange: "10.20.0.0/20" } },
  domain: "staging.app.example.com",
  access: { kind: "public" },
  cloudArmor: {
    enabled: true,
    firewallMode: "enforce",
    adaptiveProtection: true,
    requestsPerMinute: 100,
    websocketHandshakesPerMinute: 20,
    // The load generator sends more than 100 requests a minute from one address.
    rateLimitExemptRanges: ["203.0.113.10/32"],
  },
  logging: { loadBalancerSampleRate: 1, flowLogSampleRate: 0.1 },
  vertex: {
    location: "us-central1",
    model: "gemini-3.8-live",
    textLocation: "global",
    textModel: "gemini-3.5-flash-lite",
  },
  conversationEnabled: true,
  textToSpeech: { enabled: true, dailyLimitUsd: 10 },
  websocketPingSeconds: 30,
  retentionDays: { noncurrentVersions: 30, history: 90, uploads: 30, accessLogs: 30, logs: 30 },
  audit: { retentionDays: 400, retentionLock: "unlocked" },
  deployBranch: "main",
  maintenanceWindow: { day: "WEDNESDAY", hour: 6 },
  // Production's shape, with as many replicas and a quarter of the cores.
  cloudSql: {
    version: "POSTGRES_16",
    generation: 1,
    tier: "db-custom-2-7680",
    disk: { initialGb: 20, limitGb: 200 },
    retainedBackups: 30,
    pointInTimeRecoveryDays: 7,
    maxConnections: 300,
    privateServicesRange: "10.20.16.0/20",
    replicas: {},
    recovery: { rpoMinutes: 5, rtoMinutes: 120 },
  },
  firestore: {
    databaseId: "(default)",
    pointInTimeRecovery: true,
    backups: { dailyDays: 7, weeklyDays: 28 },
    recovery: { rpoMinutes: 1, rtoMinutes: 120 },
  },
  signedUrlKeys: [],
  secretRotation: { periodDays: 30, firstAt: "2027-01-04T09:00:00Z" },
  secretVersions: {},
  contacts: { primary: "devops@example.com", secondary: "backend@example.com", escalation: "lead@example.com" },
  channels: { slack: "#parley-staging", pagerDuty: false },
  // Load tests and rehearsals trigger alerts on purpose, so no alert pages the on-call.
  notifications: { page: ["primary", "slack"], ticket: ["primary", "slack"], info: ["primary"] },
  // Two load tests a month at a tenth of production's peak, and rehearsals.
  usage: {
    services: {
      audio: { sessionHours: 200, averageMinutes: 20 },
      conversation: { requests: 2000, averageSeconds: 8 },
      gateway: { requests: 200_000, averageSeconds: 0.2 },
      media: { requests: 3000, averageSeconds: 2 },
      realtime: { sessionHours: 150, averageMinutes: 15 },
      rest: { requests: 300_000, averageSeconds: 0.15 },
    },
    speechCharacters: 1_000_000,
    firestore: { reads: 1_000_000, writes: 500_000, deletes: 100_000, storedGib: 1 },
    cloudSql: { storedGib: 20, backupGib: 40 },
    gpuNodeHours: {},
    objectGib: 100,
    imageGib: 50,
    queueGib: 1,
    traffic: { fromUsersGib: 25, toUsersGib: 30, throughNatGib: 5 },
    logs: { entryGib: 40, networkGib: 5, metricMib: 300 },
  },
  // At 400 every mail would come in a month without any load test: the database and the warm instances cost more.
  budget: { billingAccount: "012345-6789AB-CDEF01", monthlyUsd: 1250, modelMonthlyUsd: 400 },
  owner: "platform",
  labels: {},
  services: {
    // 100 sessions need 7 instances, so a load test of 100 users reaches the maximum.
    audio: { scale: { min: 1, max: 7 }, peakSessions: 100 },
    gateway: { scale: { min: 1, max: 100 } },
    media: { scale: { min: 1, max: 20 } },
    realtime: { scale: { min: 1, max: 100 } },
  },
};
