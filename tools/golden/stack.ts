import { alerts } from "./alerts";
import { dashboard } from "./dashboards";
import { grants, isGrant } from "./grants";
import { cell, isObject, sorted, without, type JsonObject } from "./json";
import { Leaves, table } from "./table";
import { tree } from "./tree";

/** Types of which a stack has many that are best compared line by line, with the attributes that lead. */
const tables: Readonly<Record<string, readonly string[]>> = {
  google_certificate_manager_certificate: ["name"],
  google_certificate_manager_certificate_map_entry: ["hostname"],
  google_certificate_manager_dns_authorization: ["domain"],
  google_compute_firewall: ["name", "direction", "priority"],
  google_compute_region_network_endpoint_group: ["name"],
  google_dns_managed_zone: ["dns_name"],
  google_dns_record_set: ["name", "type", "ttl"],
  google_kms_crypto_key: ["name"],
  google_logging_log_view: ["name"],
  google_logging_metric: ["name", "filter"],
  google_logging_project_exclusion: ["name", "filter"],
  google_monitoring_custom_service: ["display_name"],
  google_monitoring_notification_channel: ["type", "display_name"],
  google_monitoring_slo: ["goal", "rolling_period_days", "display_name"],
  google_monitoring_uptime_check_config: ["display_name", "period", "timeout", "http_check.path"],
  google_project_iam_audit_config: ["service"],
  google_project_service: ["service"],
  google_secret_manager_secret: ["secret_id"],
  google_service_account: ["account_id", "display_name"],
  google_storage_bucket_iam_binding: ["bucket", "role", "members"],
};

/** Key under which CDKTF says which construct made what. */
const notes = "//";

/** Where the state is, and which provider reads it: the frame of everything else. */
const first = ["terraform", "provider"];

/**
 * A stack as people read it: one fact a line, in a stable order, everything of
 * it but CDKTF's own notes. Nothing is cut, so a change of any attribute is a
 * change of the text.
 */
export function renderStack(stack: JsonObject): string {
  const { resource, ...rest } = without(sorted(stack) as JsonObject, notes);
  const others = Object.keys(rest).filter((key) => !first.includes(key));
  const head = [...first.filter((key) => key in rest), ...others.sort()].flatMap((key) => tree(key, rest[key]!));
  const types = isObject(resource) ? resource : {};
  const byAddress = Object.keys(types)
    .sort()
    .map((type) => ({ type, resources: resourcesOf(type, types[type]) }));
  const rights = byAddress.filter(({ type }) => isGrant(type)).flatMap(({ resources }) => resources);
  const parts = [
    head,
    ...byAddress.filter(({ type }) => !isGrant(type)).map(({ type, resources }) => typeLines(type, resources)),
    ...(rights.length === 0 ? [] : [grants(rights)]),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

type Addressed = readonly [address: string, resource: JsonObject];

/** Resources of a type by address and in its order, without CDKTF's notes. */
function resourcesOf(type: string, resources: unknown): Addressed[] {
  const named = resources as Record<string, JsonObject>;
  return Object.keys(named)
    .sort()
    .map((name) => [`${type}.${name}`, without(named[name]!, notes)]);
}

function typeLines(type: string, resources: readonly Addressed[]): string[] {
  const named = resources.map(([address, resource]) => [address.slice(type.length + 1), resource] as const);
  if (type === "google_monitoring_alert_policy") return alerts(named);
  if (type === "google_monitoring_dashboard")
    return resources.flatMap(([address, resource]) => dashboard(address, resource));
  const columns = tables[type];
  if (columns === undefined) return resources.flatMap(([address, resource]) => tree(address, resource));
  const rows = named.map(([name, resource]) => {
    const attributes = new Leaves(resource);
    return { columns: [name, ...columns.map((path) => cell(attributes.take(path)))], rest: attributes.left };
  });
  return table(`${type} (${rows.length}): ${["id", ...columns].join(" | ")}`, rows);
}
