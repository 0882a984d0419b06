import { serviceLogs } from "../../constructs/cloud-run/logs";
import { serviceName } from "../../constructs/cloud-run/names";
import { connectionsTile, cloudSqlLoadTile } from "../../constructs/cloud-sql/tiles";
import { cloudStorageTiles } from "../../constructs/cloud-storage/tiles";
import { backlogTiles, jobTiles } from "../../constructs/pubsub/tiles";
import type { Environment, Service } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import { serviceSlos } from "../slos/slo";
import { subjectKey } from "../subject";
import { serviceKey, type Dashboard } from "./dashboard";
import { runbookLinks, serviceLinks } from "./links";
import { vertexAiTiles, modelWaitTile } from "../../constructs/vertex-ai/tiles";
import { sloTiles } from "./slo-tiles";
import { loadTiles } from "./service-load";
import { userTiles } from "./service-users";
import { logs, text } from "./tiles";
import { connectionTiles, websocketTiles } from "./websocket-tiles";

/** Kinds of alerts on an API that a service calls. */
const ofCalls: Readonly<Record<string, readonly string[]>> = {
  "vertex-ai": ["model-errors"],
  "text-to-speech": ["speech-spend", "speech-usage-spike"],
};

/** Dashboard of one service, from symptoms that users notice to causes. */
export function serviceDashboard(environment: Environment, service: Service, alerts: readonly Alert[]): Dashboard {
  const queues = Object.keys(service.queues).sort();
  const caches = [...new Set([...service.reads, ...service.writes])]
    .filter((bucket) => environment.buckets[bucket]?.contents === "cache")
    .sort();
  const own = alerts.filter(({ subject, kind }) => {
    const key = subjectKey(subject);
    switch (subject.kind) {
      case "service":
        return key === service.slug;
      case "queue":
        return queues.includes(key);
      case "cache":
        return caches.includes(key);
      case "secret":
        return Object.values(service.secrets).includes(key);
      case "database":
        return service.cloudSql !== undefined;
      case "firestore":
        return service.firestore;
      default:
        return kind === "quota-exceeded" || service.calls.some((api) => ofCalls[api]?.includes(kind));
    }
  });
  const slos = serviceSlos(environment, service);
  return {
    key: serviceKey(service),
    title: service.title,
    sections: [
      {
        title: service.title,
        subtitle: service.description,
        tiles: [
          text("Where to look", serviceLinks(environment, service)),
          text("Runbooks of the alerts that concern this service", runbookLinks(environment, own), 32),
        ],
      },
      { title: "What users notice", subtitle: "Traffic, errors, speed", tiles: userTiles(environment, service, own) },
      {
        title: "Real-time WebSocket",
        subtitle: "Connections and sound",
        tiles: service.websocket
          ? [...websocketTiles(environment, [service], own), ...connectionTiles(environment, service)]
          : [],
      },
      {
        title: "SLO tracking",
        subtitle: slos.map(({ title, periodDays }) => `${title} over ${periodDays} days`).join("; "),
        tiles: sloTiles(environment, slos, "each objective of this service", ({ key }) => key),
      },
      {
        title: "Instances",
        subtitle: "What they use of what they have",
        tiles: loadTiles(environment, service, own),
      },
      {
        title: "Model",
        subtitle: "Vertex AI",
        tiles: service.calls.includes("vertex-ai")
          ? [modelWaitTile(environment, serviceName(environment, service)), ...vertexAiTiles(environment, alerts)]
          : [],
      },
      {
        title: "Jobs",
        subtitle: `Queue ${queues.join(", ")}`,
        tiles: queues.length > 0 ? [...backlogTiles(own), ...jobTiles(environment, service)] : [],
      },
      {
        title: "Caches",
        subtitle: caches.join(", "),
        tiles: caches.length > 0 ? cloudStorageTiles(environment, caches, own) : [],
      },
      {
        title: "Database",
        subtitle: "Cloud SQL for PostgreSQL",
        tiles:
          service.cloudSql === undefined
            ? []
            : [...connectionsTile(environment, [service.cloudSql], own), ...cloudSqlLoadTile(own)],
      },
      {
        title: "Logs",
        subtitle: "The newest errors",
        tiles: [logs("Errors of this service", `${serviceLogs(environment, service)} AND severity>=ERROR`)],
      },
    ],
  };
}
