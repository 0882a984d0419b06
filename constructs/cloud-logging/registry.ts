import { projectPolicy } from "../../policies/project-policy";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  // Not logging.viewer, which could also read log entries.
  plan: [
    "logging.buckets.get",
    "logging.exclusions.get",
    "logging.logMetrics.get",
    "logging.sinks.get",
    "logging.views.get",
  ],
  apply: ["roles/logging.configWriter"],
};

export const cloudLoggingTypes: ResourceTypes = {
  google_logging_log_view: {
    api: "logging",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_logging_project_bucket_config"],
    deletionInUse: "allowed",
  },
  google_logging_metric: {
    api: "logging",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
  google_logging_project_bucket_config: {
    api: "logging",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
  google_logging_project_exclusion: {
    api: "logging",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
  google_logging_project_sink: {
    api: "logging",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_storage_bucket"],
    deletionInUse: "allowed",
  },
  google_project_iam_audit_config: {
    api: "cloudresourcemanager",
    rights: projectPolicy,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
};
