import { defineEnvironments } from "../../environments/define-environment";
import { dev } from "../../environments/dev";
import type { Environment } from "../../environments/environment";
import { platform } from "../../environments/platform";
import { prod } from "../../environments/prod";
import { staging } from "../../environments/staging";

/**
 * The real environments with every option turned that they leave alone, so that
 * Terraform has planned an option before the first environment asks for it.
 */
export function variants(): Environment[] {
  const specs = [structuredClone(dev), structuredClone(staging), structuredClone(prod)] as const;
  const [disposable, regional, guarded] = specs;

  disposable.cloudArmor.enabled = false;
  disposable.access = { kind: "iap", members: ["user:somebody@example.com"], oauthClient: "google-managed" };

  regional.regions["europe-west1"] = {
    subnetRange: "10.40.0.0/20",
    clusterRanges: { pods: "10.44.0.0/14", services: "10.41.0.0/20" },
  };
  regional.dnsZone = "staging-app-example-com";
  regional.serviceControls = { accessPolicy: "123456789012", mode: "enforced" };
  regional.channels = { slack: "#parley", pagerDuty: true };

  delete guarded.dnsZone;
  guarded.access = { kind: "iap", members: ["group:a@example.com", "domain:example.com"], oauthClient: "console" };
  guarded.serviceControls = { accessPolicy: "123456789012", mode: "dry-run" };
  guarded.services.media = {
    ...guarded.services.media,
    release: { percent: 10, previousRevision: "parley-media-0a1b2c3d" },
  };
  guarded.services.rest = {
    external: { serviceName: "improv-api", accountEmail: "improv-api@improv-project.iam.gserviceaccount.com" },
  };

  return defineEnvironments(specs, {
    ...platform,
    services: {
      ...platform.services,
      // A fraction of a vCPU, in the first generation, reachable from the project only.
      batch: {
        ...platform.services.conversation!,
        accountId: "batch-service",
        cpu: 0.5,
        concurrency: 1,
        executionEnvironment: "gen1",
        calls: ["speech-to-text"],
        route: undefined,
      },
    },
  });
}
