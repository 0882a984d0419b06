import type { Api } from "../collection";

/** Only what a project's IAM policy needs; projects themselves are not made here. */
export const resourceManager: Api = {
  service: "cloudresourcemanager",
  endpoints: ["resource_manager"],
  base: "v1/",
  collections: [],
  special: ({ method, path }, world) => {
    const project = world.projects.find(({ id }) => path === `projects/${id}`);
    if (method !== "GET" || project === undefined) return undefined;
    return { projectId: project.id, projectNumber: project.number, name: project.id, lifecycleState: "ACTIVE" };
  },
};
