import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { imageReference } from "../../constructs/artifact-registry/names";
import { revisionName, serviceName, serviceUrl, volumeName } from "../../constructs/cloud-run/names";
import {
  databaseConnectionName,
  databaseInstanceName,
  databaseName,
  databaseReplicaName,
  databaseUser,
} from "../../constructs/cloud-sql/names";
import { auditBucketName, bucketName, stateBucketName } from "../../constructs/cloud-storage/names";
import { clusterName, gpuPoolName, nodeAccountEmail, nodeAccountId } from "../../constructs/gke/names";
import {
  accountEmail,
  accountId,
  applyAccountId,
  customRoleId,
  planAccountId,
  serviceAccountEmail,
} from "../../constructs/iam/names";
import { bootstrapKeyRingName, keyRingName } from "../../constructs/kms/names";
import { hostResourceName, loadBalancerName } from "../../constructs/load-balancing/names";
import {
  deadLetterTopic,
  pushAccountEmail,
  pushAccountId,
  subscriptionName,
  subscriptionPath,
  topicPath,
} from "../../constructs/pubsub/names";
import { perimeterName } from "../../constructs/vpc-service-controls/names";
import { networkPath, privateServicesRangeName, subnetworkName, subnetworkPath } from "../../constructs/vpc/names";
import { constructId, stackId, type Layer } from "../../contract/names";
import { environment, issuesOf, specs } from "../support/environments";
import { anyKey, host, key, longKey, projectId } from "./arbitraries";

const dev = environment("dev");
const first = { generation: 1 };

describe("the derived names", () => {
  test("are the ones under which everything exists, so they never change", () => {
    expect(stackId(dev, "runtime")).toBe("dev-runtime");
    expect(stateBucketName(dev)).toBe("parley-audio-dev-tfstate");
    expect(bucketName(dev, "uploads")).toBe("parley-audio-dev-uploads");
    expect(serviceName(dev, { slug: "audio" })).toBe("parley-audio");
    expect(serviceAccountEmail(dev, { slug: "audio" })).toBe("audio-service@parley-audio-dev.iam.gserviceaccount.com");
    expect(customRoleId({ slug: "audio-cache" })).toBe("audioCacheService");
    expect(constructId("audio-cache")).toBe("AudioCache");
    expect(topicPath(dev, "jobs")).toBe("projects/parley-audio-dev/topics/jobs");
    expect(subscriptionPath(dev, "jobs")).toBe("projects/parley-audio-dev/subscriptions/jobs-sub");
    expect(networkPath(dev)).toBe("projects/parley-audio-dev/global/networks/parley");
    expect(networkPath(dev, "other")).toBe("projects/parley-audio-dev/global/networks/other");
    expect(subnetworkPath(dev, "us-east1")).toBe(
      "projects/parley-audio-dev/regions/us-east1/subnetworks/parley-us-east1",
    );
    expect(imageReference(dev, "audio-service:main")).toBe(
      "us-central1-docker.pkg.dev/parley-audio-dev/parley/audio-service:main",
    );
    expect(hostResourceName(dev, "dev.app.example.com")).toBe("parley-dev-app-example-com-36d52418");
    expect(revisionName("parley-audio", { image: "audio-service:main" })).toBe("parley-audio-7ed25528");
    expect(perimeterName({ ...dev, namePrefix: "parley-audio" })).toBe("parley_audio_dev");
    expect(volumeName("/app/.cache")).toBe("app-cache");
    expect(deadLetterTopic("jobs")).toBe("jobs-dlq");
    expect(subscriptionName("jobs")).toBe("jobs-sub");
    expect(pushAccountId("jobs")).toBe("jobs-push");
    expect(databaseName("clone")).toBe("clone");
    expect(databaseName("clone-of-a-clone")).toBe("clone_of_a_clone");
    expect(gpuPoolName("lip-sync")).toBe("lip-sync-gpu-pool");
    expect(planAccountId).toBe("terraform-plan");
    expect(applyAccountId).toBe("terraform-apply");
  });

  test.each([
    ["dev", "parley-audio-dev", "100000000001"],
    ["staging", "parley-audio-staging", "100000000002"],
    ["prod", "parley-audio-prod", "100000000003"],
  ] as const)("are the ones under which everything exists in %s", (name, project, number) => {
    const of = environment(name);
    expect({
      stacks: (["bootstrap", "foundation", "data", "runtime", "operations"] as const).map((layer) =>
        stackId(of, layer),
      ),
      auditBucket: auditBucketName(of),
      instance: databaseInstanceName(of, of.cloudSql!),
      connection: databaseConnectionName(of, of.cloudSql!),
      privateServicesRange: privateServicesRangeName(of),
      cluster: clusterName(of),
      nodeAccount: nodeAccountId(of),
      nodeAccountEmail: nodeAccountEmail(of),
      planAccountEmail: accountEmail(of, planAccountId),
      pushAccountEmail: pushAccountEmail(of, "jobs"),
      url: serviceUrl(of, "parley-media", of.primaryRegion),
      user: databaseUser(serviceAccountEmail(of, { slug: "media" })),
    }).toEqual({
      stacks: [`bootstrap-${name}`, `${name}-foundation`, `${name}-data`, `${name}-runtime`, `${name}-operations`],
      auditBucket: `${project}-audit-logs`,
      instance: "parley-postgres-1",
      connection: `${project}:us-central1:parley-postgres-1`,
      privateServicesRange: "parley-private-services",
      cluster: "parley-gpu",
      nodeAccount: "parley-gpu-nodes",
      nodeAccountEmail: `parley-gpu-nodes@${project}.iam.gserviceaccount.com`,
      planAccountEmail: `terraform-plan@${project}.iam.gserviceaccount.com`,
      pushAccountEmail: `jobs-push@${project}.iam.gserviceaccount.com`,
      url: `https://parley-media-${number}.us-central1.run.app`,
      user: `media-service@${project}.iam`,
    });
  });

  test("of distinct stacks are distinct, whatever environments the contract accepts", () => {
    const layer = fc.constantFrom<Layer>("bootstrap", "foundation", "data", "runtime", "operations");
    const name = fc.oneof(
      layer.filter((word) => word !== "bootstrap"),
      fc.stringMatching(/^[a-z][a-z0-9]{1,9}$/),
    );
    fc.assert(
      fc.property(fc.tuple(name, layer), fc.tuple(name, layer), (one, other) => {
        const same = one[0] === other[0] && one[1] === other[1];
        expect(stackId({ name: one[0] }, one[1]) === stackId({ name: other[0] }, other[1])).toBe(same);
      }),
      { numRuns: 300 },
    );
  });

  test("of the layers that a pattern deploys never include a bootstrap stack", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9]{1,9}$/),
        fc.stringMatching(/^[a-z][a-z0-9]{1,9}$/),
        (one, other) => {
          fc.pre(one !== "bootstrap");
          expect(stackId({ name: other }, "bootstrap").startsWith(`${one}-`)).toBe(false);
        },
      ),
    );
  });

  test("are valid for their products wherever the contract accepts them, and refused only where they are not", () => {
    fc.assert(
      fc.property(longKey, projectId, longKey, (added, project, namePrefix) => {
        const named = { name: "dev", project: { id: project, number: "100000000001" }, namePrefix };
        const issues = issuesOf("dev", (spec, catalog) => {
          Object.assign(spec, named);
          const { rest } = catalog.services;
          catalog.buckets = { [added]: { contents: "logs" } };
          catalog.services = { [added]: { ...rest, accountId: undefined, secrets: {} } };
          catalog.secrets = {};
          catalog.queues = {};
          catalog.databases = {};
          catalog.workloads = {};
          spec.services = {};
        });
        const valid =
          /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucketName(named, added)) &&
          /^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/.test(serviceName(named, { slug: added })) &&
          /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(accountId({ slug: added })) &&
          hostResourceName(named, dev.domain).length <= 63;
        expect(issues.filter((issue) => !issue.includes(" characters, more than the "))).toEqual([]);
        expect(issues.length === 0).toBe(valid);
      }),
      { numRuns: 60 },
    );
  });

  test("of stores and the cluster are valid for their products wherever the contract accepts them, and refused only where they are not", () => {
    const given = fc.record({
      queue: anyKey,
      database: anyKey,
      replica: anyKey,
      pool: anyKey,
      project: projectId,
      number: fc.stringMatching(/^[1-9]\d{5,18}$/),
      namePrefix: anyKey,
    });
    fc.assert(
      fc.property(given, ({ queue, database, replica, pool, project, number, namePrefix }) => {
        const replicas = { [replica]: { region: "us-central1", tier: "db-custom-1-3840", generation: 1 } };
        const named = {
          ...dev,
          project: { id: project, number },
          namePrefix,
          cloudSql: { ...dev.cloudSql!, replicas },
        };
        const issues = issuesOf("dev", (spec, catalog) => {
          const { media, rest } = catalog.services;
          const { tts } = specs.prod.cluster!.gpuPools;
          Object.assign(spec, { namePrefix, project: named.project, services: {} });
          spec.cloudSql.replicas = replicas;
          spec.regions["us-central1"].clusterRanges = { pods: "10.32.0.0/14", services: "10.31.0.0/20" };
          spec.cluster = { ...specs.prod.cluster, controlPlaneRange: "10.10.32.0/28", gpuPools: { [pool]: tts } };
          catalog.services = {
            media: { ...media, env: {}, publishes: [queue], queues: { [queue]: "/process-job" }, cloudSql: database },
            rest,
          };
          catalog.queues = { [queue]: catalog.queues.jobs };
          catalog.databases = { [database]: { owner: "media" } };
        });
        const hosts = [dev.domain, `media.${dev.domain}`];
        const instances = [databaseInstanceName(named, first), databaseReplicaName(named, replica, first)];
        const valid =
          [queue, deadLetterTopic(queue), subscriptionName(deadLetterTopic(queue))].every((name) =>
            /^[a-z][a-z0-9-]{2,254}$/.test(name),
          ) &&
          [pushAccountId(queue), nodeAccountId(named)].every((id) => /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(id)) &&
          /^[a-z][a-z0-9_]{0,62}$/.test(databaseName(database)) &&
          /^[a-z0-9@.-]{1,63}$/.test(databaseUser(serviceAccountEmail(named, { slug: "media" }))) &&
          instances.every((name) => /^[a-z][a-z0-9-]*[a-z0-9]$/.test(name) && `${project}:${name}`.length <= 98) &&
          [clusterName(named), gpuPoolName(pool)].every((name) => /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) &&
          [keyRingName(named), bootstrapKeyRingName(named)].every((name) => /^[a-zA-Z0-9_-]{1,63}$/.test(name)) &&
          [
            privateServicesRangeName(named),
            subnetworkName(named, "us-central1"),
            loadBalancerName(named, "security-policy"),
            ...hosts.map((host) => hostResourceName(named, host)),
            new URL(serviceUrl(named, serviceName(named, { slug: "media" }), "us-central1")).host.split(".")[0]!,
          ].every((name) => /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) &&
          serviceName(named, { slug: "media" }).length <= 49;
        expect(issues.filter((issue) => !/ characters, (more|fewer) than the /.test(issue))).toEqual([]);
        expect(issues.length === 0).toBe(valid);
      }),
      { numRuns: 60 },
    );
  });

  test("of distinct keys are distinct", () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        fc.pre(one !== other);
        for (const name of [
          constructId,
          (of: string) => bucketName(dev, of),
          (of: string) => serviceName(dev, { slug: of }),
          (of: string) => accountId({ slug: of }),
          (of: string) => customRoleId({ slug: of }),
          (of: string) => topicPath(dev, of),
          (of: string) => subscriptionPath(dev, of),
          deadLetterTopic,
          pushAccountId,
          databaseName,
          gpuPoolName,
          (of: string) => databaseReplicaName(dev, of, first),
          (of: string) => serviceUrl(dev, serviceName(dev, { slug: of }), "us-central1"),
        ]) {
          expect(name(one)).not.toBe(name(other));
        }
        expect(databaseReplicaName(dev, one, first)).not.toBe(databaseInstanceName(dev, first));
      }),
      { numRuns: 200 },
    );
  });

  test("are the same for the same input", () => {
    fc.assert(
      fc.property(key, host, (given, name) => {
        const copy = structuredClone(dev);
        expect(bucketName(copy, given)).toBe(bucketName(dev, given));
        expect(constructId(given)).toBe(constructId(given));
        expect(hostResourceName(copy, name)).toBe(hostResourceName(dev, name));
        expect(revisionName(given, copy)).toBe(revisionName(given, dev));
      }),
    );
  });
});
