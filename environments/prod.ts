import type { EnvironmentSpec } from "./environment";

/** For users. */
export const prod: EnvironmentSpec = {
  name: "prod",
  protection: "protected",
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
  retentionDays: { noncurrentVersions: 90, history: 365, uploads: 90, accessLogs: 400 },
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
