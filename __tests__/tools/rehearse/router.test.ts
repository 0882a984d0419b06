import { beforeEach, describe, expect, test } from "vitest";
import { apis } from "../../../tools/rehearse/google/apis/all";
import { addVersion } from "../../../tools/rehearse/google/apis/secret-manager";
import type { Call } from "../../../tools/rehearse/google/call";
import { GoogleError } from "../../../tools/rehearse/google/google-error";
import { answer } from "../../../tools/rehearse/google/router";
import { World } from "../../../tools/rehearse/google/world";
import { registry } from "../../../policies/registry";

let world: World;
beforeEach(() => {
  world = new World([{ id: "p", number: "7" }], apis);
  for (const { service } of apis) world.enabled.add(`${service}.googleapis.com`);
});

/** Answers a call; the path may have a query. */
function call(method: string, service: string, path: string, body: object = {}): any {
  const [at = "", query = ""] = path.split("?");
  const sent: Call = { method, service, path: world.canonical(at), query: new URLSearchParams(query), body };
  return answer(sent, world);
}

/** Code and message of a refusal. */
function refusal(method: string, service: string, path: string, body: object = {}): string {
  try {
    call(method, service, path, body);
  } catch (error) {
    if (error instanceof GoogleError) return `${error.code} ${error.reason}: ${error.message}`;
    return String(error);
  }
  return "accepted";
}

/** Makes something of Compute Engine, and waits for its operation. */
function made(path: string, body: { name: string } & Record<string, unknown>): void {
  const { name } = call("POST", "compute", path, body);
  call("GET", "compute", `projects/p/global/operations/${name as string}`);
}

const group = "projects/p/regions/r/networkEndpointGroups";
const backends = "projects/p/global/backendServices";

describe("a stand-in for Google", () => {
  test("knows the API of every resource type in the registry", () => {
    const services = apis.map(({ service }) => service);
    const names: Record<string, string> = { billing: "billingbudgets", secretmanager: "secretmanager" };
    const unknown = Object.entries(registry)
      .map(([type, { api }]) => [type, names[api] ?? api] as const)
      .filter(([, api]) => !services.includes(api));
    expect(unknown).toEqual([]);
  });

  test("refuses what is there already, and what is not there", () => {
    made(group, { name: "g" });
    expect(refusal("POST", "compute", group, { name: "g" })).toMatch(/^409 alreadyExists/);
    expect(refusal("GET", "compute", `${group}/other`)).toMatch(/^404 notFound/);
  });

  test("shows a new resource to others only when its operation has been asked about", () => {
    const { name } = call("POST", "compute", group, { name: "g" });
    const reference = { name: "b", backends: [{ group: `https://www.googleapis.com/compute/v1/${group}/g` }] };
    expect(refusal("POST", "compute", backends, reference)).toMatch(/^404 notFound: .*networkEndpointGroups\/g/);
    call("GET", "compute", `projects/p/regions/r/operations/${name as string}`);
    expect(refusal("POST", "compute", backends, reference)).toBe("accepted");
  });

  test("refuses the deletion of what another resource names, and takes it when that has changed", () => {
    made(group, { name: "g" });
    made(group, { name: "h" });
    made(backends, { name: "b", backends: [{ group: `${group}/g` }] });
    expect(refusal("DELETE", "compute", `${group}/g`)).toBe(
      `400 resourceInUseByAnotherResource: The resource '${group}/g' is already being used by '${backends}/b'`,
    );
    call("PATCH", "compute", `${backends}/b`, { backends: [{ group: `${group}/h` }] });
    expect(refusal("DELETE", "compute", `${group}/g`)).toBe("accepted");
  });

  test("refuses an API that is not enabled, until the operation that enables it has ended", () => {
    world.enabled.delete("pubsub.googleapis.com");
    expect(refusal("PUT", "pubsub", "projects/p/topics/t")).toMatch(/^403 accessNotConfigured/);
    const { name } = call("POST", "serviceusage", "projects/7/services:batchEnable", {
      serviceIds: ["pubsub.googleapis.com"],
    });
    expect(refusal("PUT", "pubsub", "projects/p/topics/t")).toMatch(/^403/);
    call("GET", "serviceusage", name as string);
    expect(refusal("PUT", "pubsub", "projects/p/topics/t")).toBe("accepted");
  });

  test("changes only the fields of the mask, and drops those that the body lacks", () => {
    call("POST", "secretmanager", "projects/p/secrets?secretId=s", { labels: { a: "1" }, ttl: "1s", replication: {} });
    call("PATCH", "secretmanager", "projects/p/secrets/s?updateMask=labels,ttl", {
      labels: { b: "2" },
      replication: "x",
    });
    expect(JSON.parse(JSON.stringify(call("GET", "secretmanager", "projects/p/secrets/s")))).toMatchObject({
      name: "projects/7/secrets/s",
      labels: { b: "2" },
      replication: {},
    });
    expect(call("GET", "secretmanager", "projects/p/secrets/s").ttl).toBeUndefined();
  });

  test("does not know what no API describes", () => {
    expect(refusal("GET", "compute", "projects/p/global/instanceTemplates/x")).toMatch(/^UnknownCall: GET compute/);
    expect(refusal("POST", "pubsub", "projects/p/topics/t:detach")).toMatch(/UnknownCall/);
  });
});

describe("a policy", () => {
  const topic = "projects/p/topics/t";
  const policy = (member: string): object => ({ policy: { bindings: [{ role: "roles/x", members: [member] }] } });

  test("may name existing accounts only, and goes with its resource", () => {
    call("PUT", "pubsub", topic);
    const account = "serviceAccount:a@p.iam.gserviceaccount.com";
    expect(refusal("POST", "pubsub", `${topic}:setIamPolicy`, policy(account))).toMatch(
      /^400 invalid: Service account a@p/,
    );
    call("POST", "iam", "projects/p/serviceAccounts", { accountId: "a", serviceAccount: {} });
    expect(refusal("POST", "pubsub", `${topic}:setIamPolicy`, policy(account))).toBe("accepted");
    expect(call("GET", "pubsub", `${topic}:getIamPolicy`).bindings).toHaveLength(1);
    call("DELETE", "pubsub", topic);
    call("PUT", "pubsub", topic);
    expect(call("GET", "pubsub", `${topic}:getIamPolicy`).bindings).toBeUndefined();
  });

  test("that was read before another change is refused", () => {
    call("PUT", "pubsub", topic);
    const { etag } = call("GET", "pubsub", `${topic}:getIamPolicy`);
    call("POST", "pubsub", `${topic}:setIamPolicy`, { policy: { etag } });
    expect(refusal("POST", "pubsub", `${topic}:setIamPolicy`, { policy: { etag } })).toMatch(/^409/);
  });

  test("decides whether a bucket may be encrypted with a key", () => {
    const ring = "projects/p/locations/r/keyRings/k";
    call("POST", "cloudkms", "projects/p/locations/r/keyRings?keyRingId=k");
    call("POST", "cloudkms", `${ring}/cryptoKeys?cryptoKeyId=data`);
    const bucket = { name: "b", encryption: { defaultKmsKeyName: `${ring}/cryptoKeys/data` } };
    expect(refusal("POST", "storage", "b?project=p", bucket)).toMatch(
      /^403 forbidden: Permission denied on Cloud KMS key/,
    );
    const agent = "service-7@gs-project-accounts.iam.gserviceaccount.com";
    world.agents.add(agent);
    call("POST", "cloudkms", `${ring}/cryptoKeys/data:setIamPolicy`, {
      policy: {
        bindings: [{ role: "roles/cloudkms.cryptoKeyEncrypterDecrypter", members: [`serviceAccount:${agent}`] }],
      },
    });
    expect(refusal("POST", "storage", "b?project=p", bucket)).toBe("accepted");
  });
});

describe("a Cloud Run service", () => {
  const services = "projects/p/locations/r/services";
  const secret = "projects/p/secrets/s";
  const body = (more: object = {}): object => ({
    template: {
      revision: "x-1",
      serviceAccount: "run@p.iam.gserviceaccount.com",
      containers: [{ env: [{ name: "S", valueSource: { secretKeyRef: { secret: "s", version: "1" } } }] }],
      ...more,
    },
    traffic: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
  });
  beforeEach(() => {
    call("POST", "iam", "projects/p/serviceAccounts", { accountId: "run", serviceAccount: {} });
    call("POST", "secretmanager", "projects/p/secrets?secretId=s");
  });
  const granted = (): void => {
    addVersion(world, secret);
    call("POST", "secretmanager", `${secret}:setIamPolicy`, {
      policy: {
        bindings: [
          { role: "roles/secretmanager.secretAccessor", members: ["serviceAccount:run@p.iam.gserviceaccount.com"] },
        ],
      },
    });
  };

  test("needs a value and a grant for each secret that it names", () => {
    expect(refusal("POST", "run", `${services}?serviceId=x`, body())).toMatch(/^400 invalid: Secret .* was not found/);
    addVersion(world, secret);
    expect(refusal("POST", "run", `${services}?serviceId=x`, body())).toMatch(
      /^403 forbidden: Permission denied on secret/,
    );
    granted();
    expect(refusal("POST", "run", `${services}?serviceId=x`, body())).toBe("accepted");
  });

  test("takes no second content for a revision's name, and no traffic to a revision that is not there", () => {
    granted();
    const { name } = call("POST", "run", `${services}?serviceId=x`, body());
    call("GET", "run", name as string);
    expect(refusal("PATCH", "run", `${services}/x`, body({ timeout: "10s" }))).toMatch(
      /^409 .*different configuration/,
    );
    const elsewhere = { ...body({ revision: "x-2" }), traffic: [{ revision: "x-0", percent: 100 }] };
    expect(refusal("PATCH", "run", `${services}/x`, elsewhere)).toMatch(/^400 invalid: Revision 'x-0'/);
  });
});

describe("Identity-Aware Proxy", () => {
  test("keeps the settings of Identity-Aware Proxy, and replaces all of them", () => {
    made(group, { name: "g" });
    made(backends, { name: "b", backends: [{ group: `${group}/g` }] });
    const path = "projects/7/iap_web/compute/services/b:iapSettings";
    expect(call("GET", "iap", path)).toEqual({ name: "projects/7/iap_web/compute/services/b" });
    call("PATCH", "iap", path, { accessSettings: { corsSettings: { allowHttpOptions: true } } });
    call("PATCH", "iap", path, { applicationSettings: {} });
    expect(call("GET", "iap", path)).toEqual({
      name: "projects/7/iap_web/compute/services/b",
      applicationSettings: {},
    });
    expect(refusal("GET", "iap", path.replace("/b:", "/other:"))).toContain("404");
  });
});
