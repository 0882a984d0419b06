import type { CatalogSpec } from "../contract/catalog-schema";

/**
 * Settings that all environments share. One entry declares one service, bucket,
 * secret or queue with everything that belongs to it; an environment overrides
 * only the fields listed in its own `services`.
 *
 * docs/requirements.md lists the requirements of the four systems, 001 to 004,
 * with their figures and sources.
 */
export const catalog: CatalogSpec = {
  services: {
    audio: {
      title: "Audio Service",
      description: "Streams conversational audio over WebSockets",
      image: "audio-service@sha256:ad4478d3ac3b95f267a72488f8c343d668e722496e4473dec2da54a830fb6df0",
      port: 8080,
      websocket: true,
      cpu: 2,
      memory: "1Gi",
      // A conversation also computes between WebSocket frames, so CPU stays allocated.
      cpuIdle: false,
      concurrency: 15,
      // Fewer sessions per instance waste CPU; with more, the audio stutters.
      concurrencyRange: { min: 10, max: 20 },
      scale: { min: 0, max: 7 },
      peakSessions: 100,
      // Cloud Run's maximum request timeout; clients reconnect after it.
      timeoutSeconds: 3600,
      health: {
        path: "/ws/health",
        liveness: { initialDelaySeconds: 10, periodSeconds: 30, timeoutSeconds: 3, failureThreshold: 3 },
      },
      env: {
        GCP_PROJECT_ID: { from: "projectId" },
        VERTEX_AI_LOCATION: { from: "vertexLocation" },
        VERTEX_AI_MODEL: { from: "vertexModel" },
        WEBSOCKET_TIMEOUT: { from: "timeoutSeconds" },
        WEBSOCKET_PING_INTERVAL: { from: "websocketPingSeconds" },
        LOG_LEVEL: { from: "logLevel" },
      },
      calls: ["vertex-ai"],
      firestore: true,
      route: { paths: ["/ws/audio/*", "/ws/health"] },
    },
    conversation: {
      title: "Conversation Generation Service",
      description: "Service account for conversation generation and TTS",
      accountId: "conversation-generator",
      image: "conversation-backend@sha256:a6b90118778cd8d55240f97e473fa7caeabaa2ff389d2c9c53dd526b57e0fa16",
      port: 3001,
      // With 0.5 vCPU Cloud Run allows one concurrent request per instance and the first generation only.
      cpu: 1,
      memory: "512Mi",
      concurrency: 80,
      scale: { min: 0, max: 20 },
      timeoutSeconds: 300,
      // A conversation takes 8 s to generate on average, so the defaults of other services would never be met.
      latencyP95Milliseconds: 20_000,
      objectives: { latency: { goal: 0.95, milliseconds: 20_000 } },
      health: {
        path: "/health",
        liveness: { initialDelaySeconds: 0, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 3 },
      },
      env: {
        NODE_ENV: "production",
        USE_CONVERSATION: { from: "conversationEnabled" },
        GOOGLE_CLOUD_PROJECT_ID: { from: "projectId" },
        CONVERSATION_CACHE_BUCKET: { bucket: "conversation-cache" },
        AUDIO_CACHE_BUCKET: { bucket: "audio-cache" },
        VERTEX_AI_LOCATION: { from: "vertexTextLocation" },
        VERTEX_AI_MODEL: { from: "vertexTextModel" },
        DISABLE_TTS: { from: "textToSpeechDisabled" },
        MAX_DAILY_COST: { from: "textToSpeechDailyLimitUsd" },
        LOG_LEVEL: { from: "logLevel" },
      },
      writes: ["conversation-cache", "audio-cache"],
      calls: ["vertex-ai", "text-to-speech"],
      route: { host: "conversation", paths: ["/*"] },
    },
    gateway: {
      title: "API Gateway",
      description: "REST API for documents, authentication and configuration",
      image: "api-gateway@sha256:e4ed6597ae75f2aa745023c35e1d92b99350a7fa697239f98af0a226369b4b34",
      port: 8080,
      cpu: 1,
      memory: "512Mi",
      concurrency: 50,
      scale: { min: 0, max: 100 },
      timeoutSeconds: 60,
      latencyP95Milliseconds: 3000,
      health: {
        path: "/health",
        liveness: { initialDelaySeconds: 0, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
      },
      env: {
        GOOGLE_CLOUD_PROJECT: { from: "projectId" },
        DOCUMENTS_BUCKET: { bucket: "documents" },
        LOG_LEVEL: { from: "logLevel" },
      },
      writes: ["documents"],
      cloudSql: "clone",
      route: { host: "gateway", paths: ["/*"] },
    },
    media: {
      title: "Media Service",
      description: "Produces video and audio from scripts, partly as jobs of a queue",
      image: "media-service@sha256:49d646007af29fa2c3e90dd657cceff3a7fe0929bdb87e9232146c7df56fb9ee",
      port: 8000,
      cpu: 2,
      memory: "2Gi",
      // Rendering continues after the response, so CPU stays allocated.
      cpuIdle: false,
      concurrency: 80,
      scale: { min: 0, max: 20 },
      timeoutSeconds: 600,
      logLevel: "INFO",
      // System 004's figures. A request that starts a production only returns its id; the production runs as a job.
      latencyP99Milliseconds: 2000,
      pathLatencyP99Milliseconds: { "/health": 50, "/generate": 2000, "/status/*": 100, "/videos": 500 },
      normalLoad: {
        cpuUtilization: { min: 0.3, max: 0.6 },
        memoryMegabytes: { min: 600, max: 800 },
        networkMegabitsPerSecond: { min: 1, max: 5 },
      },
      health: {
        path: "/health",
        headers: { "User-Agent": "Cloud-Run-HealthCheck" },
        liveness: { initialDelaySeconds: 10, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
      },
      inMemoryVolumes: { "/tmp": "512Mi", "/app/.cache": "256Mi" },
      env: {
        GOOGLE_CLOUD_PROJECT: { from: "projectId" },
        GCS_BUCKET_NAME: { bucket: "assets" },
        UPLOADS_BUCKET_NAME: { bucket: "uploads" },
        PUBSUB_TOPIC_NAME: { topic: "jobs" },
        PUBSUB_SUBSCRIPTION_NAME: { subscription: "jobs" },
        CDN_SIGNING_KEY_NAME: { from: "signedUrlKeyName" },
        ENVIRONMENT: { from: "environment", replace: { prod: "production" } },
        LOG_LEVEL: { from: "logLevel" },
      },
      secrets: {
        DATABASE_URL: "database-url",
        GEMINI_API_KEY: "gemini-api-key",
        SUNO_API_KEY: "suno-api-key",
        FREESOUND_API_KEY: "freesound-api-key",
        ELEVENLABS_API_KEY: "elevenlabs-api-key",
        CDN_SIGNING_KEY: "cdn-signing-key",
      },
      reads: ["uploads"],
      appends: ["uploads"],
      writes: ["assets"],
      publishes: ["jobs"],
      queues: { jobs: "/process-job" },
      cloudSql: "production",
      // The APIs of Suno, Freesound and ElevenLabs.
      internetEgress: true,
      route: {
        host: "media",
        paths: ["/health", "/status", "/status/*", "/docs", "/openapi.json", "/generate", "/videos", "/videos/*"],
      },
    },
    realtime: {
      title: "Realtime Service",
      description: "WebSocket server of the conversational clone",
      image: "websocket-server@sha256:df77f599d00c9e9b6fba993a9931a3f2d2b46c94eab02d7f544a3c555c59c93c",
      port: 8080,
      websocket: true,
      cpu: 1,
      memory: "1Gi",
      cpuIdle: false,
      concurrency: 50,
      scale: { min: 0, max: 100 },
      peakSessions: 1000,
      timeoutSeconds: 3600,
      latencyP95Milliseconds: 3000,
      health: {
        path: "/health",
        liveness: { initialDelaySeconds: 10, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
      },
      env: {
        GOOGLE_CLOUD_PROJECT: { from: "projectId" },
        DOCUMENTS_BUCKET: { bucket: "documents" },
        HISTORY_BUCKET: { bucket: "conversation-history" },
        WEBSOCKET_PING_INTERVAL: { from: "websocketPingSeconds" },
        LOG_LEVEL: { from: "logLevel" },
      },
      reads: ["documents"],
      appends: ["conversation-history"],
      cloudSql: "clone",
      route: { host: "realtime", paths: ["/*"] },
    },
    rest: {
      title: "REST Service",
      description: "REST API of the improv application; answers what no other route takes",
      accountId: "api-service",
      image: "api-service@sha256:b9e3faa60b6e9102f0aaae5e56b538435b0dfad2e06f6dedd26ca51966f6ba54",
      port: 8080,
      cpu: 1,
      memory: "512Mi",
      concurrency: 80,
      scale: { min: 0, max: 100 },
      timeoutSeconds: 30,
      health: {
        path: "/health",
        liveness: { initialDelaySeconds: 0, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
      },
      env: {
        GCP_PROJECT_ID: { from: "projectId" },
        LOG_LEVEL: { from: "logLevel" },
      },
      secrets: { ANTHROPIC_API_KEY: "anthropic-api-key" },
      firestore: true,
      // api.anthropic.com
      internetEgress: true,
      route: { paths: ["/api/*", "/health"], fallback: true },
    },
  },
  buckets: {
    "access-logs": { contents: "logs" },
    assets: {
      contents: "records",
      // The content of an asset never changes under its name, so the CDN caches all assets, whatever their headers say.
      signedDelivery: { paths: ["/assets/*"], cacheMode: "FORCE_CACHE_ALL" },
      recovery: { rpoMinutes: 0, rtoMinutes: 240 },
    },
    "audio-cache": { contents: "cache", expireAfterDays: 30 },
    "conversation-cache": { contents: "cache", expireAfterDays: 30 },
    // An archive: no user waits for its restore.
    "conversation-history": {
      contents: "records",
      expireWith: "history",
      recovery: { rpoMinutes: 0, rtoMinutes: 1440 },
    },
    documents: { contents: "records", browserUploads: true, recovery: { rpoMinutes: 0, rtoMinutes: 240 } },
    "face-models": { contents: "records", recovery: { rpoMinutes: 0, rtoMinutes: 240 } },
    "static-site": { contents: "site", paths: ["/static/*"], cacheMode: "CACHE_ALL_STATIC" },
    uploads: {
      contents: "records",
      expireWith: "uploads",
      browserUploads: true,
      recovery: { rpoMinutes: 0, rtoMinutes: 240 },
    },
    "voice-models": { contents: "records", recovery: { rpoMinutes: 0, rtoMinutes: 240 } },
  },
  secrets: {
    "anthropic-api-key": { description: "API key of the REST service; from the Anthropic console" },
    "cdn-signing-key": {
      description: "Key that signs the URLs of assets; 16 random bytes in base64url, also added to the CDN's backend",
    },
    "database-url": { description: "Connection URL of the production pipeline's database" },
    "elevenlabs-api-key": { description: "API key for ElevenLabs voices; from its profile page" },
    "freesound-api-key": { description: "API key for Freesound samples; from its API credentials page" },
    "gemini-api-key": { description: "Gemini API key of the production pipeline; from AI Studio" },
    "suno-api-key": { description: "API key for Suno music; from its account page" },
  },
  queues: {
    jobs: {
      // Equal to the request timeout of the media service.
      ackDeadlineSeconds: 600,
      retentionDays: 7,
      deadLetterRetentionDays: 30,
      // Pub/Sub's minimum; the application enforces the job's own limit of 3 attempts.
      maxDeliveryAttempts: 5,
      retry: { minimumBackoffSeconds: 10, maximumBackoffSeconds: 600 },
      recovery: { rpoMinutes: 0, rtoMinutes: 15 },
    },
  },
  databases: {
    // Users, sessions and metadata of the conversational clone.
    clone: { owner: "gateway" },
    production: { owner: "media" },
  },
  collections: {
    audio_sessions: {
      expiryField: "expire_at",
      indexes: [
        [
          { field: "user_id", order: "ASCENDING" },
          { field: "created_at", order: "DESCENDING" },
        ],
        [
          { field: "session_id", order: "ASCENDING" },
          { field: "status", order: "ASCENDING" },
        ],
      ],
    },
    sessions: { expiryField: "expire_at" },
  },
  workloads: {
    "lip-sync": { namespace: "synthesis", reads: ["face-models"] },
    speech: { namespace: "synthesis", reads: ["voice-models"] },
  },
  github: { repository: "example/parley", repositoryId: "123456789", repositoryOwnerId: "1234567" },
};
