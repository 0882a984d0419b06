import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { referenceEnvironments } from "../../reference/all";
import { baseline, estimate } from "../../../contract/cost/estimate";
import { totalUsd, type CostLine } from "../../../contract/cost/line";
import type { Environment } from "../../../contract/environment";
import { cases, type Case } from "../../../contract/figure";
import { noUsage } from "../../../contract/usage";
import { alertingPoliciesOf } from "../../../observability/alerts/alerting-policy";
import { alertsOf } from "../../../observability/alerts/all";
import { subjectKey } from "../../../observability/subject";
import { environment } from "../../support/environments";
import { stackJson } from "../../support/stacks";
import { pathsIn, replaceAt, valueAt } from "../arbitraries";

const environments = { dev: environment("dev"), staging: environment("staging"), prod: environment("prod") };
const all = Object.values(environments);

function lineOf(of: Environment, key: string): CostLine | undefined {
  return estimate(of).find((line) => line.key === key);
}
/** Quantity, dollars a unit and dollars a month of a line. */
function figures(of: Environment, key: string): number[] {
  const line = lineOf(of, key);
  return line === undefined ? [] : [line.quantity, Number(line.unitUsd.toPrecision(12)), line.usd];
}
const changed = (of: Environment, change: (copy: any) => void): Environment => {
  const copy = structuredClone(of);
  change(copy);
  return copy;
};
const { prod, staging, dev } = environments;

describe("a line of the estimate", () => {
  // Quantity, price and product, worked out by hand.
  test.each([
    // 2 instances x 730 h; an hour is 2 x 3600 x 0.000018 + 3600 x 0.000002.
    ["run/audio/kept", [1460, 0.1368, 199.73]],
    // 60,000 sessions of half an hour, 9 of 15 an instance.
    ["run/audio/busy", [30_000 / 9, 0.1368, 456]],
    // An hour is 3600 x 0.0000025 for 1 vCPU and for half a GiB.
    ["run/gateway/kept", [1460, 0.0135, 19.71]],
    // 2,000,000 x 0.2 s meet nobody; an hour is 3600 x 0.000024 + 1800 x 0.0000025.
    ["run/gateway/busy", [400_000 / 3600, 0.0909, 10.1]],
    ["run/gateway/requests", [2_000_000, 4e-7, 0.8]],
    // 5,000 h would fill 167 instance-hours, but one instance runs all month before two are full.
    ["run/realtime/busy", [730, 0.072, 52.56]],
    ["load-balancer/rules", [730, 0.025, 18.25]],
    ["load-balancer/data", [6300, 0.008, 50.4]],
    ["armor/policy", [1, 5, 5]],
    ["armor/rules", [14, 1, 14]],
    ["armor/requests", [5_580_000, 7.5e-7, 4.19]],
    ["network/egress", [3050, 0.12, 366]],
    ["network/nat-addresses", [730, 0.005, 3.65]],
    ["network/nat-data", [50, 0.045, 2.25]],
    ["network/dns", [6, 0.2, 1.2]],
    // 30,000 h x 3600 s x 25.
    ["model/audio-input", [2_700_000_000, 3e-6, 8100]],
    ["model/audio-context", [7_200_000_000, 3e-6, 21_600]],
    ["model/audio-output", [1_080_000_000, 12e-6, 12_960]],
    // A turn a minute, each with 500 tokens.
    ["model/instructions", [900_000_000, 7.5e-7, 675]],
    // 200,000 conversations.
    ["model/text-input", [200_000_000, 3e-7, 60]],
    ["model/text-output", [160_000_000, 2.5e-6, 400]],
    ["speech/characters", [60_000_000, 16e-6, 960]],
    // 30 days and ten hours of 50,000 free reads and 20,000 free writes.
    ["firestore/reads", [30_000_000 - (50_000 * 730) / 24, 3e-7, 8.54]],
    ["firestore/writes", [15_000_000 - (20_000 * 730) / 24, 9e-7, 12.95]],
    ["firestore/deletes", [3_000_000 - (20_000 * 730) / 24, 1e-7, 0.24]],
    // One GiB is free; a week of point-in-time recovery is as large again.
    ["firestore/storage", [39, 0.15, 5.85]],
    // 7 daily and 14 weekly copies.
    ["firestore/backups", [420, 0.03, 12.6]],
    // 8 vCPU and 32 GiB twice.
    ["database/cpu", [11_680, 0.0413, 482.38]],
    ["database/memory", [46_720, 0.007, 327.04]],
    ["database/storage", [200, 0.17, 34]],
    ["database/backups", [200, 0.08, 16]],
    ["storage/objects", [2000, 0.02, 40]],
    ["storage/images", [50, 0.1, 5]],
    ["storage/messages", [5, 40 / 1024, 0.2]],
    // 7 keys and the state's, 5 versions each.
    ["keys/versions", [40, 0.06, 2.4]],
    ["secrets/versions", [14, 0.06, 0.84]],
    ["cluster/fee", [730, 0.1, 73]],
    // 2 x 0.033503.
    ["cluster/system", [730, 0.067006, 48.91]],
    // 4 x 0.0475 + 0.35.
    ["cluster/pool/tts", [2190, 0.54, 1182.6]],
    ["cluster/pool/lip-sync", [300, 0.54, 162]],
    ["logging/entries", [450, 0.5, 225]],
    // As long again as what is included.
    ["logging/retention", [500, 0.01, 5]],
    ["logging/network", [20, 0.25, 5]],
    ["logging/telemetry", [20, 0.25, 5]],
    ["monitoring/metrics", [150, 0.258, 38.7]],
  ])("of prod, %s", (key, [quantity, unitUsd, usd]) => {
    const [actual, ...rest] = figures(prod, key);
    expect(actual).toBeCloseTo(quantity!, 6);
    expect(rest).toEqual([Number(unitUsd!.toPrecision(12)), usd]);
  });

  test("of prod has a test above, but for those that others decide", () => {
    const others =
      /^run\/(conversation|media|rest)\/|^run\/realtime\/kept$|^network\/nat$|^secrets\/rotations$|^cluster\/disks$|^monitoring\/(conditions|series)$/;
    expect(estimate(prod).filter(({ key }) => !others.test(key))).toHaveLength(45);
  });

  test("says what it rests on, under a key of its own", () => {
    for (const one of all) {
      const lines = estimate(one);
      expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
      expect(lines.filter(({ title, assumption, unit }) => title === "" || assumption === "" || unit === "")).toEqual(
        [],
      );
      expect(lines.filter(({ usd }) => usd <= 0 || Math.round(usd * 100) / 100 !== usd)).toEqual([]);
    }
  });
});

test("one secret is said in the singular", () => {
  const one = changed(dev, (copy) => (copy.secrets = { "suno-api-key": { description: "a key" } }));
  expect(lineOf(one, "secrets/versions")?.assumption).toBe("1 secret, with the version before");
  expect(lineOf(dev, "secrets/versions")?.assumption).toMatch(/^\d+ secrets, each with the version before$/);
});

describe("Cloud Run", () => {
  test("is billed by the instance where CPU stays allocated, and kept where the uptime check would wake it", () => {
    const always = changed(dev, ({ services }) => {
      services.find(({ slug }: any) => slug === "audio").cpuIdle = false;
    });
    expect(figures(dev, "run/audio/kept")).toEqual([]);
    expect(figures(dev, "run/audio/busy")).toEqual([20, 0.1818, 3.64]);
    expect(figures(always, "run/audio/kept")).toEqual([730, 0.1368, 99.86]);
    expect(lineOf(always, "run/audio/kept")!.assumption).toContain("uptime checks keep one");
    expect(figures(always, "run/audio/busy")).toEqual([20, 0.1368, 2.74]);
    expect(figures(always, "run/audio/requests")).toEqual([]);
  });

  test("is kept in each serving region", () => {
    const twice = changed(prod, ({ regions }) => (regions["europe-west1"] = { subnetRange: "10.99.0.0/20" }));
    expect(figures(twice, "run/audio/kept")).toEqual([2920, 0.1368, 399.46]);
  });

  test("costs nothing where others deploy the service", () => {
    const external = changed(prod, ({ services }) => {
      services.find(({ slug }: any) => slug === "rest").external = { serviceName: "a", accountEmail: "b" };
    });
    expect(figures(prod, "run/rest/busy")).toHaveLength(3);
    expect(figures(external, "run/rest/busy")).toEqual([]);
  });
});

describe("stores and cluster", () => {
  test("have one machine where disposable, and one more for each replica", () => {
    expect(figures(dev, "database/cpu")).toEqual([730, 0.0413, 30.15]);
    const read = changed(staging, ({ cloudSql }) => {
      cloudSql.replicas = { reader: { region: "us-central1", tier: "db-custom-4-15360", generation: 1 } };
    });
    expect(figures(staging, "database/cpu")).toEqual([2920, 0.0413, 120.6]);
    expect(figures(read, "database/cpu")).toEqual([(2 + 2 + 4) * 730, 0.0413, 241.19]);
    expect(figures(read, "database/memory")).toEqual([(7.5 + 7.5 + 15) * 730, 0.007, 153.3]);
  });

  test("grow with what is stored, and never below where they start", () => {
    const grown = changed(prod, ({ usage }) => (usage.cloudSql.storedGib = 300));
    expect(figures(grown, "database/storage")).toEqual([600, 0.17, 102]);
    expect(figures({ ...prod, usage: noUsage }, "database/storage")).toEqual([200, 0.17, 34]);
  });

  test("cost nothing where there are none", () => {
    const bare = changed(prod, (one) => {
      delete one.cloudSql;
      delete one.firestore;
      delete one.cluster;
      one.encryption = "google-default";
      one.cloudArmor.enabled = false;
      one.textToSpeech.enabled = false;
    });
    const gone = /^(database|firestore|cluster|keys|armor|speech)\//;
    expect(estimate(bare).filter(({ key }) => gone.test(key))).toEqual([]);
    expect(estimate(prod).filter(({ key }) => gone.test(key)).length).toBeGreaterThan(15);
  });

  test("a named Firestore database has nothing free", () => {
    const named = changed(prod, ({ firestore }) => (firestore.databaseId = "restored"));
    expect(figures(named, "firestore/reads")).toEqual([30_000_000, 3e-7, 9]);
  });

  test("R-187 nodes are spot machines where the environment is disposable, at no more than 40 %", () => {
    const disposable = changed(prod, (one) => (one.protection = "disposable"));
    expect(figures(disposable, "cluster/pool/tts")).toEqual([2190, 0.216, 473.04]);
    expect(figures(disposable, "cluster/system")).toEqual([730, 0.0268024, 19.57]);
  });

  test("a pool never runs fewer hours than its minimum", () => {
    const idle = changed(prod, ({ usage }) => (usage.gpuNodeHours = {}));
    expect(figures(idle, "cluster/pool/tts")).toEqual([730, 0.54, 394.2]);
    expect(figures(idle, "cluster/pool/lip-sync")).toEqual([]);
  });
});

describe("the estimate", () => {
  test("is least in the low case and most in the high one, each from the figures of that case", () => {
    for (const one of all) {
      const [low, expected, high] = cases.map((each) => totalUsd(estimate(one, each))) as [number, number, number];
      expect(low).toBeLessThan(expected);
      expect(expected).toBeLessThan(high);
    }
    const usd = (which: Case, key: string): number | undefined =>
      estimate(prod, which).find((line) => line.key === key)?.usd;
    // 30,000 h x 60 x 0.5 turns x 2,000 tokens, and 3.6 turns x 8,000 tokens, at 3 dollars a million.
    expect([usd("low", "model/audio-context"), usd("high", "model/audio-context")]).toEqual([5400, 155_520]);
  });

  test("adds up, to the cent", () => {
    for (const one of all) {
      const lines = estimate(one);
      const cents = lines.reduce((sum, { usd }) => sum + Math.round(usd * 100), 0);
      expect(totalUsd(lines)).toBe(cents / 100);
    }
  });

  test("is the same each time", () => {
    for (const one of all) expect(estimate(structuredClone(one))).toEqual(estimate(one));
  });

  test("without a user is the baseline, and a user makes it no cheaper", () => {
    for (const one of all) {
      expect(estimate({ ...one, usage: noUsage })).toEqual(baseline(one));
      expect(totalUsd(baseline(one))).toBeLessThanOrEqual(totalUsd(estimate(one)));
      expect(baseline(one).filter(({ key }) => /^(model|speech)\/|\/(busy|requests)$/.test(key))).toEqual([]);
    }
  });

  test("never falls when more is used", () => {
    // A longer session is no more use: the same hours are fewer connections.
    const figuresOfUsage = pathsIn(prod.usage).filter(
      (path) => typeof valueAt(prod.usage, path) === "number" && path.at(-1) !== "averageMinutes",
    );
    expect(figuresOfUsage.length).toBeGreaterThan(30);
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(...figuresOfUsage),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (one, path, less, more) => {
          const using = (figure: number): number =>
            totalUsd(
              estimate(
                changed(one, (copy) => {
                  copy.usage = structuredClone(prod.usage);
                  replaceAt(copy.usage, path, figure);
                }),
              ),
            );
          expect(using(Math.max(less, more))).toBeGreaterThanOrEqual(using(Math.min(less, more)));
        },
      ),
    );
  });

  test("never falls with more instances, processors, cores or nodes", () => {
    const sizes: ((one: any, size: number) => void)[] = [
      (one, size) => (one.services[0].scale.min = size),
      (one, size) => (one.services[2].scale.min = size),
      (one, size) => (one.services[0].cpu = size),
      (one, size) => (one.cloudSql.tier = `db-custom-${size}-${size * 4096}`),
      (one, size) => (one.cluster.gpuPools.tts.nodes = { min: size, max: 99 }),
      (one, size) => (one.cluster.systemPool.nodes = { min: size, max: 99 }),
      (one, size) => (one.retentionDays.logs = size),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...sizes), fc.nat(60), fc.nat(60), (resize, one, other) => {
        const sized = (size: number): number =>
          totalUsd(
            estimate(
              changed(prod, (copy) => {
                resize(copy, size);
              }),
            ),
          );
        expect(sized(Math.max(one, other))).toBeGreaterThanOrEqual(sized(Math.min(one, other)));
      }),
    );
  });
});

describe("what the estimate counts", () => {
  const runtime = (name: string) => stackJson(`${name}-runtime`);

  test("is the rules of the security policy, the forwarding rules and the zones that are made", () => {
    for (const one of referenceEnvironments()) {
      expect(figures(one, "armor/rules")[0]).toBe(runtime(one.name).one("google_compute_security_policy").rule.length);
      expect(Object.keys(runtime(one.name).all("google_compute_global_forwarding_rule")).length).toBeLessThanOrEqual(5);
      const zones = Object.keys(stackJson(`${one.name}-foundation`).all("google_dns_managed_zone")).length;
      expect(figures(one, "network/dns")[0]).toBe(zones + (one.dnsZone === undefined ? 0 : 1));
      expect(Object.keys(stackJson(`${one.name}-foundation`).all("google_compute_router_nat"))).toHaveLength(1);
    }
  });

  test("is the keys that are made", () => {
    for (const one of referenceEnvironments()) {
      const keys = ["bootstrap", "foundation"].flatMap((layer) =>
        Object.keys(
          stackJson(layer === "bootstrap" ? `bootstrap-${one.name}` : `${one.name}-${layer}`).all(
            "google_kms_crypto_key",
          ),
        ),
      );
      expect(figures(one, "keys/versions")[0] ?? 0).toBe(keys.length * 5);
    }
  });

  test("is the disks of the nodes", () => {
    const pools = Object.values(runtime("prod").all("google_container_node_pool"));
    const sizes = pools.map(({ name, node_config }) => [name, node_config.disk_size_gb]);
    expect(Object.fromEntries(sizes)).toEqual({ "system-pool": 50, "tts-gpu-pool": 100, "lip-sync-gpu-pool": 100 });
    // 730 h x 50 GB, and 2,490 h x 100 GB.
    expect(figures(prod, "cluster/disks")).toEqual([(730 * 50 + 2490 * 100) / 730, 0.1, 39.11]);
  });

  test("is the uptime checks that are made", () => {
    for (const one of referenceEnvironments()) {
      const checks = Object.values(stackJson(`${one.name}-operations`).all("google_monitoring_uptime_check_config"));
      expect(checks).toHaveLength(6);
      for (const { period, selected_regions } of checks)
        expect([period, selected_regions]).toEqual(["60s", ["USA_VIRGINIA", "EUROPE", "ASIA_PACIFIC"]]);
      // 6 x 3 locations x 43,800 minutes are 788,400 of a free million.
      expect(figures(one, "monitoring/uptime")).toEqual([]);
    }
    // 8 x 3 x 43,800.
    const more = changed(prod, ({ services }) => services.push(...services.slice(0, 2)));
    expect(figures(more, "monitoring/uptime")).toEqual([51_200, 0.0003, 15.36]);
  });

  test("is at least the policies that there are, with their one condition", () => {
    for (const one of referenceEnvironments()) {
      const [conditions] = figures(one, "monitoring/conditions");
      expect(conditions).toBeGreaterThanOrEqual(alertingPoliciesOf(one).length);
    }
  });

  test("reads at least a series for each condition of an alert, of each service and of the rest", () => {
    for (const one of referenceEnvironments()) {
      const counts = new Map<string, number>();
      for (const { subject, conditions } of alertsOf(one)) {
        const of = subject.kind === "service" ? subjectKey(subject) : "rest of it";
        counts.set(of, (counts.get(of) ?? 0) + conditions.length);
      }
      expect([...counts.keys()].sort()).toEqual([...one.services.map(({ slug }) => slug), "rest of it"].sort());
      for (const [of, count] of counts) expect([of, count <= (of === "rest of it" ? 65 : 30)]).toEqual([of, true]);
      // 6 x 30 + 65 clauses, each evaluated once a minute.
      expect(figures(one, "monitoring/series")).toEqual([245 * 43_800, 3.5e-7, 3.76]);
    }
  });
});
