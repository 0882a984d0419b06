import { blocksAt } from "../../policies/policy";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = { plan: ["roles/monitoring.viewer"], apply: ["roles/monitoring.editor"] };

export const cloudMonitoringTypes: ResourceTypes = {
  google_monitoring_alert_policy: {
    api: "monitoring",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_monitoring_notification_channel", "google_monitoring_uptime_check_config"],
    deletionInUse: "allowed",
  },
  google_monitoring_custom_service: {
    api: "monitoring",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
  google_monitoring_dashboard: {
    api: "monitoring",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_monitoring_uptime_check_config"],
    deletionInUse: "allowed",
  },
  google_monitoring_notification_channel: {
    api: "monitoring",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: {
      refused: "hashicorp/terraform-provider-google#3008, #10337 (in use by an alert policy)",
      createBeforeDestroy: true,
    },
  },
  google_monitoring_slo: {
    api: "monitoring",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_monitoring_custom_service"],
    deletionInUse: "allowed",
  },
  google_monitoring_uptime_check_config: {
    api: "monitoring",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: {
      refused: "hashicorp/terraform-provider-google#3133, #10176 (in use by an alert policy)",
      createBeforeDestroy: true,
    },
    links: [
      {
        names: (check) => blocksAt(check, "monitored_resource", "labels").map(({ host }) => host),
        to: "google_certificate_manager_certificate_map_entry",
        as: "hostname",
      },
    ],
  },
};
