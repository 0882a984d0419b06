import type { ResourceTypes, Rights } from "../../policies/resource-type";

/**
 * The budget belongs to the billing account, where bootstrap cannot grant roles. For a budget of a single project, rights
 * on the project suffice (Google, "Access control for the Cloud Billing Budget API"). Calls use the project's quota.
 */
const rights: Rights = {
  plan: ["billing.resourcebudgets.read", "resourcemanager.projects.get", "serviceusage.services.use"],
  planReasons: {
    "billing.resourcebudgets.read": "the budget's settings",
    "serviceusage.services.use": "calls use the project's quota",
  },
  apply: [
    "billing.resourcebudgets.read",
    "billing.resourcebudgets.write",
    "resourcemanager.projects.get",
    "serviceusage.services.use",
  ],
};

export const billingTypes: ResourceTypes = {
  google_billing_budget: {
    api: "billingbudgets",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_monitoring_notification_channel"],
    deletionInUse: "allowed",
  },
};
