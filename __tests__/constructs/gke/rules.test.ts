import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { issuesOf } from "../../support/environments";

/** The lines for a change of prod's cluster. */
const issues = (change: (cluster: any, spec: any) => void): string[] =>
  issuesOf("prod", (spec) => {
    change(spec.cluster, spec);
  });
const prod = (line: string): string => `environments/prod.ts: ${line}`;
const gpuPool = (change: (pool: any) => void): string[] =>
  issues(({ gpuPools }) => {
    change(gpuPools.tts);
  });

describe("a cluster", () => {
  test("is what ranges for pods and services are there for", () => {
    const clusterRanges = { pods: "10.64.0.0/14", services: "10.96.0.0/20" };
    expect(issuesOf("dev", () => {})).toEqual([]);
    expect(issuesOf("dev", (spec) => (spec.regions["us-central1"].clusterRanges = clusterRanges))).toEqual([
      "environments/dev.ts: regions.us-central1.clusterRanges: no cluster uses it; remove it or declare cluster",
    ]);
    expect(
      issues((_, spec) => (spec.regions["europe-west1"] = { subnetRange: "10.99.0.0/20", clusterRanges })),
    ).toEqual([
      prod("regions.europe-west1.clusterRanges: no cluster uses it; remove it, since cluster is in us-central1"),
    ]);
  });

  test("says nothing of its ranges where the primary region is not among the regions", () => {
    expect(issues((_, spec) => (spec.primaryRegion = "us-west1")).join()).not.toContain("no cluster uses it");
  });

  test("lies in the primary region or one of its zones", () => {
    expect(issues((cluster) => (cluster.location = "us-central1"))).toEqual([]);
    expect(issues((cluster) => (cluster.location = "us-central1-f"))).toEqual([]);
    expect(issues((cluster) => (cluster.location = "us-east1-b"))[0]).toBe(
      prod(
        "cluster.location: 'us-east1-b' is not in the primary region, where the cluster's subnet and data are; write 'us-central1' or one of its zones",
      ),
    );
    expect(issues((cluster) => (cluster.location = "us-east1-b"))).toHaveLength(1);
  });

  test("needs ranges for its pods and services in the primary region", () => {
    expect(
      issues((_, spec) => {
        delete spec.regions["us-central1"].clusterRanges;
      }),
    ).toEqual([
      prod(
        "regions.us-central1.clusterRanges: is missing, and the cluster takes its pods' and services' addresses from it; add { pods, services }",
      ),
    ]);
  });

  test.each(["10.30.32.0/27", "10.30.32.0/29"])("has a control plane on a /28, not on %s", (range) => {
    expect(issues((cluster) => (cluster.controlPlaneRange = range))).toEqual([
      prod(
        `cluster.controlPlaneRange: ${range} is a ${range.slice(-3)}, and the control plane takes exactly a /28; write '10.30.32.0/28'`,
      ),
    ]);
  });

  test("lets in IPv4 networks only", () => {
    expect(issues((cluster) => (cluster.authorizedNetworks.home = "2001:db8::/32"))).toEqual([
      prod(
        "cluster.authorizedNetworks.home: '2001:db8::/32' is IPv6, and the control plane lets IPv4 networks in only; name the network's IPv4 range",
      ),
    ]);
  });

  test("has a name, and its nodes an account, that Google takes", () => {
    expect(issues((_, spec) => (spec.namePrefix = "p".repeat(20)))).toEqual([]);
    expect(issues((_, spec) => (spec.namePrefix = "p".repeat(21)))).toContain(
      prod(
        "namePrefix: the id of the nodes' account 'ppppppppppppppppppppp-gpu-nodes' has 31 characters, more than the 30 that Google takes; shorten it by 1",
      ),
    );
    expect(issues((_, spec) => (spec.namePrefix = "p".repeat(37)))).toContain(
      prod(
        `namePrefix: the cluster name '${"p".repeat(37)}-gpu' has 41 characters, more than the 40 that Google takes; shorten it by 1`,
      ),
    );
  });
});

describe("the pods' range", () => {
  /** Issues for a pod range and the pools' maximum sizes; an upgrade adds one node to each of two pools. */
  const pods = (range: string, systemNodes: number, gpuNodes: number): string[] =>
    issues((cluster, spec) => {
      spec.regions["us-central1"].clusterRanges.pods = range;
      cluster.systemPool.nodes = { min: 1, max: systemNodes };
      cluster.gpuPools = { tts: { ...cluster.gpuPools.tts, nodes: { min: 0, max: gpuNodes } } };
    });

  test("holds a /24 for each node at the maximum and for one more of each pool", () => {
    expect(pods("10.32.0.0/20", 4, 10)).toEqual([]);
    expect(pods("10.32.0.0/20", 4, 11)).toEqual([
      prod(
        "regions.us-central1.clusterRanges.pods: 10.32.0.0/20 holds the pods of 16 nodes, fewer than the 17 that the pools may have at their maximum and in an upgrade; widen it to /19",
      ),
    ]);
    expect(pods("10.32.0.0/25", 3, 1)).toEqual([
      prod(
        "regions.us-central1.clusterRanges.pods: 10.32.0.0/25 holds the pods of 0 nodes, fewer than the 6 that the pools may have at their maximum and in an upgrade; widen it to /21",
      ),
    ]);
  });

  test("is accepted at the prefix that the issue names, and refused one narrower", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 100 }), fc.integer({ min: 1, max: 150 }), (systemNodes, gpuNodes) => {
        const fix = Number(/; widen it to \/(\d+)$/.exec(pods("10.32.0.0/28", systemNodes, gpuNodes)[0]!)?.[1]);
        expect(pods(`10.32.0.0/${fix}`, systemNodes, gpuNodes)).toEqual([]);
        expect(pods(`10.32.0.0/${fix + 1}`, systemNodes, gpuNodes)).toEqual([
          expect.stringMatching(new RegExp(`; widen it to /${fix}$`)),
        ]);
      }),
      { numRuns: 25 },
    );
  });
});

describe("the services' range", () => {
  const services = (range: string): string[] =>
    issues((_, spec) => (spec.regions["us-central1"].clusterRanges.services = range));

  test.each(["10.48.0.0/16", "10.31.0.0/27"])("may be %s", (range) => {
    expect(services(range)).toEqual([]);
  });

  test.each(["10.48.0.0/15", "10.31.0.0/28"])("is not %s", (range) => {
    expect(services(range)).toEqual([
      prod(
        `regions.us-central1.clusterRanges.services: ${range} is a ${range.slice(-3)}; Google takes a /16 to a /27 for services`,
      ),
    ]);
  });
});

describe("Docker's range", () => {
  const message = (range: string): string =>
    `${range} overlaps 172.17.0.0/16, which GKE keeps for itself; take another range`;

  test.each([
    [
      "cluster.controlPlaneRange",
      "172.17.0.0/28",
      (spec: any, range: string) => (spec.cluster.controlPlaneRange = range),
    ],
    [
      "regions.us-central1.clusterRanges.pods",
      "172.16.0.0/14",
      (spec: any, range: string) => (spec.regions["us-central1"].clusterRanges.pods = range),
    ],
    [
      "regions.us-central1.clusterRanges.services",
      "172.17.0.0/20",
      (spec: any, range: string) => (spec.regions["us-central1"].clusterRanges.services = range),
    ],
  ])("is not %s", (field, range, change) => {
    expect(
      issues((_, spec) => {
        change(spec, range);
      }),
    ).toEqual([prod(`${field}: ${message(range)}`)]);
  });

  test("may lie beside the control plane's", () => {
    expect(issues((cluster) => (cluster.controlPlaneRange = "172.18.0.0/28"))).toEqual([]);
  });
});

describe("the system pool", () => {
  test("keeps a node", () => {
    expect(issues((cluster) => (cluster.systemPool.nodes.min = 0))).toEqual([
      prod(
        "cluster.systemPool.nodes.min: is 0, but one node always stays for Kubernetes' own workloads; raise min to 1",
      ),
    ]);
  });

  test("has room for the nodes with which it starts: one in each zone", () => {
    expect(issues((cluster) => (cluster.systemPool.nodes.max = 2))).toEqual([
      prod(
        "cluster.systemPool.nodes.max: is 2, but the pool of a regional cluster starts with a node in each of 3 zones; raise max to 3 or name a zone as cluster.location",
      ),
    ]);
    expect(
      issues((cluster) => {
        cluster.location = "us-central1-a";
        cluster.systemPool.nodes.max = 1;
      }),
    ).toEqual([]);
  });
});

describe("a GPU pool", () => {
  test("lies in zones of the cluster's region, each named once", () => {
    expect(gpuPool((pool) => (pool.zones = ["us-central1-b", "us-east1-b", "us-central1-b"]))).toEqual([
      prod(
        "cluster.gpuPools.tts.zones: 'us-east1-b' is not in us-central1, the cluster's region; name zones of us-central1",
      ),
      prod("cluster.gpuPools.tts.zones: names 'us-central1-b' twice; remove one"),
    ]);
  });

  test("lies in zones that its region has", () => {
    const zones =
      "does not exist; the zones of us-central1 are us-central1-a, us-central1-b, us-central1-c and us-central1-f";
    expect(gpuPool((pool) => (pool.zones = ["us-central1-d", "us-central1-f"]))).toEqual([
      prod(`cluster.gpuPools.tts.zones: 'us-central1-d' ${zones}`),
    ]);
    expect(issues((cluster) => (cluster.location = "us-central1-z"))).toEqual([
      prod(`cluster.location: 'us-central1-z' ${zones}`),
    ]);
  });

  test("may lie in other zones than a zonal cluster", () => {
    expect(
      issues((cluster) => {
        cluster.location = "us-central1-a";
        cluster.gpuPools.tts.zones = ["us-central1-c"];
      }),
    ).toEqual([]);
  });

  test.each([
    ["n1-standard-4", "nvidia-tesla-t4", 4],
    ["n1-highmem-8", "nvidia-tesla-v100", 8],
    ["g2-standard-4", "nvidia-l4", 1],
  ])("may be %s with %s", (machineType, type, count) => {
    expect(gpuPool((pool) => Object.assign(pool, { machineType, accelerator: { type, count } }))).toEqual([]);
  });

  test.each([
    ["e2-standard-4", "nvidia-tesla-t4", "n1"],
    ["n1-standard-4", "nvidia-l4", "g2"],
  ])("is not %s with %s, which belongs to the family %s", (machineType, type, family) => {
    expect(gpuPool((pool) => Object.assign(pool, { machineType, accelerator: { type, count: 1 } }))).toEqual([
      prod(
        `cluster.gpuPools.tts.machineType: '${machineType}' takes no ${type}; choose a machine type of the family ${family}, such as '${family}-standard-4'`,
      ),
    ]);
  });

  const machine = (machineType: string, type: string, count: number): string[] =>
    gpuPool((pool) => Object.assign(pool, { machineType, accelerator: { type, count } }));
  const t4 = "nvidia-tesla-t4";

  test.each([
    [4, 1],
    [8, 1],
    [12, 1],
    [16, 1],
    [32, 1],
    [24, 2],
    [48, 4],
    [96, 8],
  ])("of g2-standard-%d comes with %d", (cores, count) => {
    const other = count === 8 ? 4 : count * 2;
    expect(machine(`g2-standard-${cores}`, "nvidia-l4", count)).toEqual([]);
    expect(machine(`g2-standard-${cores}`, "nvidia-l4", other)).toEqual([
      prod(
        `cluster.gpuPools.tts.accelerator.count: is ${other}, but 'g2-standard-${cores}' comes with ${count}; set it to ${count}`,
      ),
    ]);
  });

  test.each([
    [1, 32, 64, 48],
    [2, 32, 64, 48],
  ])("has with %d of T4 as many vCPU as %d and not %d", (count, taken, refused, most) => {
    expect(machine(`n1-standard-${taken}`, t4, count)).toEqual([]);
    expect(machine(`n1-standard-${refused}`, t4, count)).toEqual([
      prod(
        `cluster.gpuPools.tts.machineType: 'n1-standard-${refused}' has ${refused} vCPU, more than the ${most} that a machine takes beside ${count} of nvidia-tesla-t4; choose a smaller one or raise accelerator.count`,
      ),
    ]);
    expect(machine("n1-standard-96", t4, 4)).toEqual([]);
  });

  test.each([
    ["n1-standard-3", "n1-standard with 1, 2, 4, 8, 16, 32, 64, 96 vCPU"],
    ["n10-standard-4", "the families e2-standard, g2-standard, n1-highcpu, n1-highmem, n1-standard"],
  ])("is no machine that nobody knows, like %s", (machineType, known) => {
    const message = `'${machineType}' is no machine type that is known here, which are ${known}; add a new one to constructs/gke/machine-rules.ts`;
    expect(machine(machineType, t4, 1)).toEqual([prod(`cluster.gpuPools.tts.machineType: ${message}`)]);
    expect(issues((cluster) => (cluster.systemPool.machineType = machineType))).toEqual([
      prod(`cluster.systemPool.machineType: ${message}`),
    ]);
  });

  test("has a number of accelerators that a machine takes", () => {
    expect(gpuPool((pool) => (pool.accelerator.count = 3))).toEqual([
      prod("cluster.gpuPools.tts.accelerator.count: is 3, but a machine takes 1, 2, 4 of nvidia-tesla-t4"),
    ]);
  });

  test.each([
    ["nvidia-t4", "; did you mean 'nvidia-tesla-t4'?"],
    ["nvidia-tesla-t5", "; did you mean 'nvidia-tesla-t4'?"],
    [
      "nvidia-quadro-rtx-virtual-workstation",
      "; known here: nvidia-l4, nvidia-tesla-p100, nvidia-tesla-p4, nvidia-tesla-t4, nvidia-tesla-v100",
    ],
  ])("has an accelerator that is known, not %s", (type, hint) => {
    expect(gpuPool((pool) => (pool.accelerator.type = type))).toEqual([
      prod(
        `cluster.gpuPools.tts.accelerator.type: '${type}' is no accelerator that is known here${hint}; add a new one to constructs/gke/machine-rules.ts`,
      ),
    ]);
  });

  test("has a name that Google takes", () => {
    const named = (key: string): string[] =>
      issues(({ gpuPools }) => {
        gpuPools[key] = gpuPools.tts;
      });
    expect(named("p".repeat(31))).toEqual([]);
    expect(named("p".repeat(32))).toEqual([
      prod(
        `cluster.gpuPools.${"p".repeat(32)}: the node pool name '${"p".repeat(32)}-gpu-pool' has 41 characters, more than the 40 that Google takes; shorten it by 1`,
      ),
    ]);
  });
});
