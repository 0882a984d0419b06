import type { EnvironmentSpec } from "./environment";

/** For load tests and rehearsals: production's shape at a tenth of its size, protected like it. */
export const staging: EnvironmentSpec = {
  name: "staging",
  protection: "protected",
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
    // The load generator: one address with more than 100 requests a minute.
    rateLimitExemptRanges: ["203.0.113.10/32"],
  },
  logging: { loadBalancerSampleRate: 1, flowLogSampleRate: 0.1 },
  vertex: { location: "us-central1", model: "gemini-live-2.5-flash" },
  conversationEnabled: true,
  textToSpeech: { enabled: true, dailyLimitUsd: 10 },
  websocketPingSeconds: 30,
  retentionDays: { noncurrentVersions: 30, history: 90, uploads: 30, accessLogs: 30 },
  secretRotation: { periodDays: 30, firstAt: "2027-01-04T09:00:00Z" },
  secretVersions: {},
  contacts: { primary: "devops@example.com", secondary: "backend@example.com", escalation: "lead@example.com" },
  channels: { slack: "#parley-staging", pagerDuty: false },
  budget: { billingAccount: "012345-6789AB-CDEF01", monthlyUsd: 400 },
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
