# Names of dev for the runbooks' commands; runbooks/README.md says how to use them.
# Written from environments/ by `npm run update`. Do not edit it.

names() {
  unset ACCOUNT BACKEND BUCKET DATABASE DEAD_LETTERS HEALTH_PATH HOST INSTANCE LOGS SECRET SERVICE SERVICE_KEY SUBSCRIPTION TOPIC
  export ENVIRONMENT=dev PROJECT=parley-audio-dev PROJECT_NUMBER=100000000001 REGION=us-central1 DOMAIN=dev.app.example.com BILLING_ACCOUNT=012345-6789AB-CDEF01
  case "$*" in
    'cache audio-cache') export BUCKET=parley-audio-dev-audio-cache ;;
    'cache conversation-cache') export BUCKET=parley-audio-dev-conversation-cache ;;
    database) export INSTANCE=parley-postgres-1 ;;
    environment) ;;
    'environment iam-change') names environment && export LOGS='logName="projects/parley-audio-dev/logs/cloudaudit.googleapis.com%2Factivity" AND protoPayload.methodName:("SetIamPolicy" OR "SetIamPermissions" OR "CreateServiceAccountKey" OR "UploadServiceAccountKey" OR "CreateRole" OR "DeleteRole" OR "UpdateRole" OR "WorkloadIdentityPool")' ;;
    firestore) export DATABASE='(default)' ;;
    'queue jobs') export TOPIC=jobs SUBSCRIPTION=jobs-sub DEAD_LETTERS=jobs-dlq-sub SERVICE=parley-media SERVICE_KEY=media ;;
    'secret anthropic-api-key') export SECRET=anthropic-api-key ;;
    'secret cdn-signing-key') export SECRET=cdn-signing-key ;;
    'secret database-url') export SECRET=database-url ;;
    'secret elevenlabs-api-key') export SECRET=elevenlabs-api-key ;;
    'secret freesound-api-key') export SECRET=freesound-api-key ;;
    'secret gemini-api-key') export SECRET=gemini-api-key ;;
    'secret suno-api-key') export SECRET=suno-api-key ;;
    'service audio') export SERVICE=parley-audio SERVICE_KEY=audio ACCOUNT=audio-service@parley-audio-dev.iam.gserviceaccount.com HOST=dev.app.example.com HEALTH_PATH=/ws/health BACKEND=parley-audio-backend ;;
    'service audio error-budget-slow-burn/availability') names service audio && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-audio" AND (httpRequest.status>=500 OR httpRequest.status=429 OR jsonPayload.reason=("internal_error" OR "protocol_error" OR "server_restart") OR severity>=ERROR)' ;;
    'service audio error-budget-slow-burn/latency') names service audio && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-audio" AND jsonPayload.message="Turn completed" AND jsonPayload.turnLatencyMilliseconds>1000' ;;
    'service audio error-budget-slow-burn/quality') names service audio && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-audio" AND jsonPayload.message="Audio session ended" AND jsonPayload.packetLossRatio>=0.05' ;;
    'service audio latency-p95') names service audio && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-audio" AND jsonPayload.message="Turn completed" AND jsonPayload.turnLatencyMilliseconds>2000' ;;
    'service audio latency-p99') names service audio && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-audio" AND jsonPayload.message="Turn completed" AND jsonPayload.turnLatencyMilliseconds>4000' ;;
    'service conversation') export SERVICE=parley-conversation SERVICE_KEY=conversation ACCOUNT=conversation-generator@parley-audio-dev.iam.gserviceaccount.com HOST=conversation.dev.app.example.com HEALTH_PATH=/health BACKEND=parley-conversation-backend ;;
    'service conversation error-budget-slow-burn/availability') names service conversation && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-conversation" AND (httpRequest.status>=500 OR httpRequest.status=429 OR severity>=ERROR)' ;;
    'service conversation error-budget-slow-burn/latency') names service conversation && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-conversation" AND httpRequest.latency>"20s"' ;;
    'service conversation latency-p95') names service conversation && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-conversation" AND httpRequest.latency>"20s"' ;;
    'service conversation latency-p99') names service conversation && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-conversation" AND httpRequest.latency>"40s"' ;;
    'service gateway') export SERVICE=parley-gateway SERVICE_KEY=gateway ACCOUNT=gateway-service@parley-audio-dev.iam.gserviceaccount.com HOST=gateway.dev.app.example.com HEALTH_PATH=/health BACKEND=parley-gateway-backend ;;
    'service gateway error-budget-slow-burn/availability') names service gateway && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-gateway" AND (httpRequest.status>=500 OR httpRequest.status=429 OR severity>=ERROR)' ;;
    'service gateway error-budget-slow-burn/latency') names service gateway && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-gateway" AND httpRequest.latency>"1s"' ;;
    'service gateway latency-p95') names service gateway && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-gateway" AND httpRequest.latency>"3s"' ;;
    'service gateway latency-p99') names service gateway && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-gateway" AND httpRequest.latency>"6s"' ;;
    'service media') export SERVICE=parley-media SERVICE_KEY=media ACCOUNT=media-service@parley-audio-dev.iam.gserviceaccount.com HOST=media.dev.app.example.com HEALTH_PATH=/health BACKEND=parley-media-backend ;;
    'service media error-budget-slow-burn/availability') names service media && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-media" AND (httpRequest.status>=500 OR httpRequest.status=429 OR severity>=ERROR)' ;;
    'service media error-budget-slow-burn/latency') names service media && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-media" AND NOT httpRequest.requestUrl=~"^https?://[^/?#]+(/process-job([?]|$))" AND httpRequest.latency>"1s"' ;;
    'service media latency-p95') names service media && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-media" AND NOT httpRequest.requestUrl=~"^https?://[^/?#]+(/process-job([?]|$))" AND httpRequest.latency>"2s"' ;;
    'service media latency-p99') names service media && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-media" AND NOT httpRequest.requestUrl=~"^https?://[^/?#]+(/process-job([?]|$))" AND httpRequest.latency>"2s"' ;;
    'service media path-latency-p99/generate-aea9ba') names service media && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-media" AND httpRequest.requestUrl=~"^https?://[^/?#]+(/generate([?]|$))" AND httpRequest.latency>"2s"' ;;
    'service media path-latency-p99/health-0587c5') names service media && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-media" AND httpRequest.requestUrl=~"^https?://[^/?#]+(/health([?]|$))" AND httpRequest.latency>"0.05s"' ;;
    'service media path-latency-p99/status-3ec042') names service media && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-media" AND httpRequest.requestUrl=~"^https?://[^/?#]+(/status/)" AND httpRequest.latency>"0.1s"' ;;
    'service media path-latency-p99/videos-64f3d4') names service media && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-media" AND httpRequest.requestUrl=~"^https?://[^/?#]+(/videos([?]|$))" AND httpRequest.latency>"0.5s"' ;;
    'service realtime') export SERVICE=parley-realtime SERVICE_KEY=realtime ACCOUNT=realtime-service@parley-audio-dev.iam.gserviceaccount.com HOST=realtime.dev.app.example.com HEALTH_PATH=/health BACKEND=parley-realtime-backend ;;
    'service realtime error-budget-slow-burn/availability') names service realtime && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-realtime" AND (httpRequest.status>=500 OR httpRequest.status=429 OR jsonPayload.reason=("internal_error" OR "protocol_error" OR "server_restart") OR severity>=ERROR)' ;;
    'service realtime error-budget-slow-burn/latency') names service realtime && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-realtime" AND jsonPayload.message="Turn completed" AND jsonPayload.turnLatencyMilliseconds>1000' ;;
    'service realtime error-budget-slow-burn/quality') names service realtime && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-realtime" AND jsonPayload.message="Audio session ended" AND jsonPayload.packetLossRatio>=0.05' ;;
    'service realtime latency-p95') names service realtime && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-realtime" AND jsonPayload.message="Turn completed" AND jsonPayload.turnLatencyMilliseconds>3000' ;;
    'service realtime latency-p99') names service realtime && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-realtime" AND jsonPayload.message="Turn completed" AND jsonPayload.turnLatencyMilliseconds>6000' ;;
    'service rest') export SERVICE=parley-rest SERVICE_KEY=rest ACCOUNT=api-service@parley-audio-dev.iam.gserviceaccount.com HOST=dev.app.example.com HEALTH_PATH=/health BACKEND=parley-rest-backend ;;
    'service rest error-budget-slow-burn/availability') names service rest && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-rest" AND (httpRequest.status>=500 OR httpRequest.status=429 OR severity>=ERROR)' ;;
    'service rest error-budget-slow-burn/latency') names service rest && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-rest" AND httpRequest.latency>"1s"' ;;
    'service rest latency-p95') names service rest && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-rest" AND httpRequest.latency>"2s"' ;;
    'service rest latency-p99') names service rest && export LOGS='resource.type="cloud_run_revision" AND resource.labels.service_name="parley-rest" AND httpRequest.latency>"4s"' ;;
    'service conversation' | 'service conversation '*) printf '%s\n' "names: dev has no '$*'. It has: service conversation error-budget-slow-burn/availability, service conversation error-budget-slow-burn/latency, service conversation latency-p95, service conversation latency-p99" >&2; return 1 ;;
    'service realtime' | 'service realtime '*) printf '%s\n' "names: dev has no '$*'. It has: service realtime error-budget-slow-burn/availability, service realtime error-budget-slow-burn/latency, service realtime error-budget-slow-burn/quality, service realtime latency-p95, service realtime latency-p99" >&2; return 1 ;;
    'service gateway' | 'service gateway '*) printf '%s\n' "names: dev has no '$*'. It has: service gateway error-budget-slow-burn/availability, service gateway error-budget-slow-burn/latency, service gateway latency-p95, service gateway latency-p99" >&2; return 1 ;;
    'service audio' | 'service audio '*) printf '%s\n' "names: dev has no '$*'. It has: service audio error-budget-slow-burn/availability, service audio error-budget-slow-burn/latency, service audio error-budget-slow-burn/quality, service audio latency-p95, service audio latency-p99" >&2; return 1 ;;
    'service media' | 'service media '*) printf '%s\n' "names: dev has no '$*'. It has: service media error-budget-slow-burn/availability, service media error-budget-slow-burn/latency, service media latency-p95, service media latency-p99, service media path-latency-p99/generate-aea9ba, service media path-latency-p99/health-0587c5, service media path-latency-p99/status-3ec042, service media path-latency-p99/videos-64f3d4" >&2; return 1 ;;
    'service rest' | 'service rest '*) printf '%s\n' "names: dev has no '$*'. It has: service rest error-budget-slow-burn/availability, service rest error-budget-slow-burn/latency, service rest latency-p95, service rest latency-p99" >&2; return 1 ;;
    environment | 'environment '*) printf '%s\n' "names: dev has no '$*'. It has: environment iam-change" >&2; return 1 ;;
    service | 'service '*) printf '%s\n' "names: dev has no '$*'. It has: service audio, service conversation, service gateway, service media, service realtime, service rest" >&2; return 1 ;;
    secret | 'secret '*) printf '%s\n' "names: dev has no '$*'. It has: secret anthropic-api-key, secret cdn-signing-key, secret database-url, secret elevenlabs-api-key, secret freesound-api-key, secret gemini-api-key, secret suno-api-key" >&2; return 1 ;;
    cache | 'cache '*) printf '%s\n' "names: dev has no '$*'. It has: cache audio-cache, cache conversation-cache" >&2; return 1 ;;
    queue | 'queue '*) printf '%s\n' "names: dev has no '$*'. It has: queue jobs" >&2; return 1 ;;
    *) printf '%s\n' "names: dev has no '$*'. It has: cache KEY, database, environment, firestore, queue KEY, secret KEY, service KEY" >&2; return 1 ;;
  esac
}

# A command whose variable has no value fails instead of waiting for it; Terraform still asks before it applies.
export TF_INPUT=0

# A procedure's commands take the environment's own names.
names environment
