import { defineEnvironments } from "../../contract/define-environment";
import { dev } from "./dev";
import type { Environment } from "../../contract/environment";
import { catalog } from "./catalog";
import { prod } from "./prod";
import { staging } from "./staging";

/**
 * Variants of the reference environments that set every option left at its default
 * there, so that Terraform has planned an option before an environment first uses it.
 */
export function variants(): Environment[] {
  const disposable = structuredClone(dev);
  const regional = structuredClone(staging);
  const guarded = structuredClone(prod);

  disposable.cloudArmor.enabled = false;
  disposable.access = { kind: "iap", members: ["user:somebody@example.com"], oauthClient: "google-managed" };

  // A disposable environment with keys of its own, and a cluster with one control plane and Spot VMs.
  disposable.encryption = "customer-managed";
  disposable.regions["us-central1"]!.clusterRanges = { pods: "10.48.0.0/14", services: "10.11.0.0/20" };
  disposable.cluster = {
    ...structuredClone(prod.cluster!),
    location: "us-central1-a",
    controlPlaneRange: "10.10.32.0/28",
  };

  regional.cloudSql!.replicas = { europe: { region: "europe-west1", tier: "db-custom-2-7680", generation: 1 } };
  regional.firestore = { ...regional.firestore!, databaseId: "restored", existing: "customer-managed" };
  regional.audit.retentionLock = "locked-for-ever";
  regional.signedUrlKeys = ["assets-v2", "assets-v1"];
  regional.regions["europe-west1"] = { subnetRange: "10.40.0.0/20" };
  // One connection an instance, in two regions.
  regional.cloudSql!.maxConnections = 500;
  regional.dnsZone = "staging-app-example-com";
  regional.vpcServiceControls = { accessPolicy: "123456789012", mode: "enforced" };
  regional.cloudArmor.previewedRuleSets = ["rce"];
  regional.cloudArmor.exceptions = [
    { rule: "owasp-crs-v042200-id942100-sqli", reason: "prompts are text" },
    { rule: "owasp-crs-v042200-id941100-xss", part: { parameter: "prompt" }, reason: "prompts are text" },
    { rule: "owasp-crs-v042200-id941110-xss", part: { header: "x-prompt" }, reason: "prompts are text" },
    { rule: "owasp-crs-v042200-id930100-lfi", part: { path: "/api/scripts/*" }, reason: "names of scripts" },
  ];
  regional.channels = { slack: "#parley", pagerDuty: true };

  guarded.quotas = {
    "run-cpu": {
      service: "run.googleapis.com",
      quotaId: "CpuAllocPerProjectRegion",
      preferredValue: 400_000,
      dimensions: { region: "us-central1" },
      justification: "100 instances of 2 vCPU at the peak",
    },
  };
  guarded.cluster!.gpuPools["tts"]!.timeSharing = { maxClientsPerGpu: 4 };
  delete guarded.dnsZone;
  guarded.access = { kind: "iap", members: ["group:a@example.com", "domain:example.com"], oauthClient: "console" };
  guarded.vpcServiceControls = { accessPolicy: "123456789012", mode: "dry-run" };
  guarded.services.media = {
    ...guarded.services.media,
    release: { percent: 10, previousRevision: "parley-media-0a1b2c3d" },
  };
  guarded.services.rest = {
    external: { serviceName: "improv-api", accountEmail: "improv-api@improv-project.iam.gserviceaccount.com" },
  };

  const specs = { dev: disposable, staging: regional, prod: guarded };
  return defineEnvironments(specs, {
    ...catalog,
    services: {
      ...catalog.services,
      audio: { ...catalog.services.audio!, crossOrigin: true },
      // A fraction of a vCPU, in the first generation, reachable from the project only.
      batch: {
        ...catalog.services.conversation!,
        title: "Batch Service",
        accountId: "batch-service",
        cpu: 0.5,
        concurrency: 1,
        executionEnvironment: "gen1",
        calls: ["speech-to-text"],
        queues: { events: "pull" },
        route: undefined,
      },
    },
    queues: {
      ...catalog.queues,
      events: {
        ...catalog.queues.jobs!,
        ordered: true,
        schema: {
          type: "AVRO",
          encoding: "JSON",
          definition: JSON.stringify({ type: "record", name: "Event", fields: [{ name: "id", type: "string" }] }),
        },
      },
    },
  });
}
