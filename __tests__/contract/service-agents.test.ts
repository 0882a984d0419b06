import { describe, expect, test } from "vitest";
import { serviceAgentMember, serviceAgents, type ServiceAgentName } from "../../contract/service-agents";

const project = { id: "parley-audio-prod", number: "100000000003" };

describe("serviceAgentMember", () => {
  test.each([
    ["iap", "gcp-sa-iap.iam.gserviceaccount.com"],
    ["secretManager", "gcp-sa-secretmanager.iam.gserviceaccount.com"],
    ["monitoring", "gcp-sa-monitoring-notification.iam.gserviceaccount.com"],
    ["pubsub", "gcp-sa-pubsub.iam.gserviceaccount.com"],
    ["cloudSql", "gcp-sa-cloud-sql.iam.gserviceaccount.com"],
    ["firestore", "gcp-sa-firestore.iam.gserviceaccount.com"],
    ["artifactRegistry", "gcp-sa-artifactregistry.iam.gserviceaccount.com"],
    ["kubernetesEngine", "container-engine-robot.iam.gserviceaccount.com"],
    ["computeEngine", "compute-system.iam.gserviceaccount.com"],
    ["cloudStorage", "gs-project-accounts.iam.gserviceaccount.com"],
    ["loadBalancer", "https-lb.iam.gserviceaccount.com"],
    ["cdnFill", "cloud-cdn-fill.iam.gserviceaccount.com"],
  ] as const)("of %s follows from the project's number", (agent, domain) => {
    expect(serviceAgentMember({ project }, agent)).toBe(`serviceAccount:service-100000000003@${domain}`);
  });

  test("names no two agents alike", () => {
    const agents = Object.keys(serviceAgents) as ServiceAgentName[];
    expect(new Set(agents.map((agent) => serviceAgentMember({ project }, agent))).size).toBe(agents.length);
  });
});

describe("serviceAgents", () => {
  const ways = Object.fromEntries(Object.entries(serviceAgents).map(([agent, { madeBy }]) => [agent, madeBy]));

  test("says which agents `gcloud beta services identity create` makes, and of which API", () => {
    const made = Object.entries(ways).flatMap(([agent, way]) => ("identityOf" in way ? [[agent, way.identityOf]] : []));
    expect(Object.fromEntries(made)).toEqual({
      iap: "iap",
      secretManager: "secretmanager",
      monitoring: "monitoring",
      pubsub: "pubsub",
      cloudSql: "sqladmin",
      firestore: "firestore",
      artifactRegistry: "artifactregistry",
      kubernetesEngine: "container",
    });
  });

  test("says what makes the others", () => {
    const others = Object.entries(ways).filter(([, way]) => !("identityOf" in way));
    expect(Object.fromEntries(others)).toEqual({
      computeEngine: { enabling: "compute" },
      cloudStorage: { command: "gcloud storage service-agent" },
      loadBalancer: { use: "the first backend bucket" },
      cdnFill: { use: "the first key of signed URLs" },
    });
  });
});
