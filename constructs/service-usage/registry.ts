import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  plan: ["roles/serviceusage.serviceUsageViewer", "resourcemanager.projects.get"],
  apply: ["roles/serviceusage.serviceUsageAdmin", "resourcemanager.projects.get"],
};

export const serviceUsageTypes: ResourceTypes = {
  google_project_service: {
    api: "serviceusage",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
};
