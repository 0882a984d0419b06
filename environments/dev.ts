import type { EnvironmentSpec } from "../contract/environment";

/** For development: scales to zero, and Terraform can destroy every resource. */
export const dev: EnvironmentSpec = {
  name: "dev",
  protection: "disposable",
  // Cloud KMS never deletes a key ring, so a destroyed environment could not be recreated under the same name.
  encryption: "google-default",
  project: { id: "parley-audio-dev", number: "100000000001" },
  namePrefix: "parley",
  primaryRegion: "us-central1",
  regions: { "us-central1": { subnetRange: "10.10.0.0/20" } },
  domain: "dev.app.example.com",
  access: { kind: "public" },
  cloudArmor: {
    enabled: true,
    firewallMode: "preview",
    adaptiveProtection: false,
    requestsPerMinute: 100,
    websocketHandshakesPerMinute: 20,
    rateLimitExemptRanges: [],
  },
  // Every request is logged: traffic is low, and developers are debugging.
  logging: { loadBalancerSampleRate: 1, flowLogSampleRate: 0.1 },
  vertex: {
    location: "us-central1",
    model: "gemini-3.8-live",
    textLocation: "global",
    textModel: "gemini-3.5-flash-lite",
  },
  conversationEnabled: true,
  textToSpeech: { enabled: true, dailyLimitUsd: 5 },
  websocketPingSeconds: 30,
  retentionDays: { noncurrentVersions: 7, history: 30, uploads: 7, accessLogs: 7, logs: 7 },
  audit: { retentionDays: 30, retentionLock: "unlocked" },
  deployBranch: "develop",
  maintenanceWindow: { day: "TUESDAY", hour: 6 },
  cloudSql: {
    version: "POSTGRES_16",
    generation: 1,
    tier: "db-custom-1-3840",
    disk: { initialGb: 10, limitGb: 50 },
    retainedBackups: 7,
    // Disposable data: yesterday's backup is enough.
    pointInTimeRecoveryDays: 0,
    maxConnections: 250,
    privateServicesRange: "10.10.16.0/20",
    replicas: {},
  },
  firestore: { databaseId: "(default)", pointInTimeRecovery: false },
  signedUrlKeys: [],
  secretRotation: { periodDays: 30, firstAt: "2027-01-04T09:00:00Z" },
  // Disposable: services read the latest version.
  secretVersions: {},
  contacts: { primary: "devops@example.com", secondary: "backend@example.com", escalation: "lead@example.com" },
  channels: { pagerDuty: false },
  notifications: { page: ["primary"], ticket: ["primary"], info: ["primary"] },
  // A few developers, who hold conversations for an hour a day.
  usage: {
    services: {
      audio: { sessionHours: 20, averageMinutes: 10 },
      conversation: { requests: 500, averageSeconds: 8 },
      gateway: { requests: 20_000, averageSeconds: 0.2 },
      media: { requests: 500, averageSeconds: 2 },
      realtime: { sessionHours: 20, averageMinutes: 10 },
      rest: { requests: 20_000, averageSeconds: 0.15 },
    },
    speechCharacters: 200_000,
    firestore: { reads: 200_000, writes: 100_000, deletes: 20_000, storedGib: 1 },
    cloudSql: { storedGib: 5, backupGib: 5 },
    gpuNodeHours: {},
    objectGib: 20,
    imageGib: 20,
    queueGib: 1,
    traffic: { fromUsersGib: 5, toUsersGib: 5, throughNatGib: 5 },
    logs: { entryGib: 10, networkGib: 2, metricMib: 150 },
  },
  // At 100 every mail would come in a month without any user.
  budget: { billingAccount: "012345-6789AB-CDEF01", monthlyUsd: 270, modelMonthlyUsd: 50 },
  owner: "platform",
  labels: {},
  // One tag per commit: a moving tag such as `latest` leaves the plan unchanged, so no new revision would be deployed.
  services: {
    // Uptime checks keep one instance of each service warm; `cpuIdle` bills its CPU only while it serves a request.
    audio: { image: "audio-service:0f3c2ab", cpuIdle: true, logLevel: "debug" },
    conversation: { image: "conversation-backend:0f3c2ab", logLevel: "debug" },
    gateway: { image: "api-gateway:0f3c2ab", logLevel: "debug" },
    media: { image: "media-service:0f3c2ab", cpuIdle: true, logLevel: "DEBUG" },
    realtime: { image: "websocket-server:0f3c2ab", cpuIdle: true, logLevel: "debug" },
    rest: { image: "api-service:0f3c2ab", logLevel: "debug" },
  },
};
