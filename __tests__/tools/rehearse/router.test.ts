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

  test("makes the load balancer's agent with the first backend bucket, and with none that is refused", () => {
    const agent = "service-7@https-lb.iam.gserviceaccount.com";
    expect(refusal("POST", "compute", "projects/p/global/backendBuckets", { name: "b", bucketName: "p-b" })).toMatch(
      /^404 notFound/,
    );
    expect(world.accountExists(agent)).toBe(false);
    call("POST", "storage", "b?project=p", { name: "p-b" });
    made("projects/p/global/backendBuckets", { name: "b", bucketName: "p-b" });
    expect(world.accountExists(agent)).toBe(true);
  });

  test("grants a new bucket's objects to the project's Viewers and Editors, as Cloud Storage does", () => {
    call("POST", "storage", "b?project=p", { name: "p-b" });
    expect(call("GET", "storage", "b/p-b/iam").bindings).toContainEqual({
      role: "roles/storage.legacyObjectReader",
      members: ["projectViewer:p"],
    });
    expect(call("GET", "storage", "b/p-b/iam").bindings).toHaveLength(4);
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

  test("makes nothing in a parent that is not there", () => {
    expect(refusal("POST", "sqladmin", "projects/p/instances/i/databases", { name: "d" })).toBe(
      "404 notFound: The resource 'projects/p/instances/i' was not found",
    );
  });

  test("refuses a topic that exists already, and takes a schema's next revision", () => {
    call("PUT", "pubsub", "projects/p/topics/t");
    expect(refusal("PUT", "pubsub", "projects/p/topics/t")).toMatch(/^409 alreadyExists/);
    call("POST", "pubsub", "projects/p/schemas?schemaId=s", { type: "AVRO", definition: "1" });
    call("POST", "pubsub", "projects/p/schemas/s:commit", { schema: { type: "AVRO", definition: "2" } });
    expect(call("GET", "pubsub", "projects/p/schemas/s").definition).toBe("2");
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

  test("may name existing roles and identity pools only", () => {
    call("PUT", "pubsub", topic);
    const own = { policy: { bindings: [{ role: "projects/p/roles/own", members: ["user:a@example.com"] }] } };
    expect(refusal("POST", "pubsub", `${topic}:setIamPolicy`, own)).toMatch(
      /does not exist in the resource's hierarchy/,
    );
    call("POST", "iam", "projects/p/roles", { roleId: "own", role: {} });
    expect(refusal("POST", "pubsub", `${topic}:setIamPolicy`, own)).toBe("accepted");
    const pool = "projects/7/locations/global/workloadIdentityPools/p.svc.id.goog";
    const workload = policy(`principal://iam.googleapis.com/${pool}/subject/ns/n/sa/a`);
    expect(refusal("POST", "pubsub", `${topic}:setIamPolicy`, workload)).toMatch(/Identity Pool does not exist/);
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

  /** What the operation of a change ends with. */
  const end = (method: string, path: string, sent: object): string =>
    JSON.stringify(call("GET", "run", call(method, "run", path, sent).name as string).error ?? "done");

  test("starts only with a value and a grant for each secret that it names, and stays when it does not start", () => {
    expect(end("POST", `${services}?serviceId=x`, body())).toMatch(/Secret .* was not found/);
    expect(call("GET", "run", `${services}/x`)).toMatchObject({ terminalCondition: { state: "CONDITION_FAILED" } });
    expect(call("GET", "run", `${services}/x`).latestReadyRevision).toBeUndefined();
    addVersion(world, secret);
    expect(end("PATCH", `${services}/x`, body({ revision: "x-2" }))).toMatch(/Permission denied on secret/);
    granted();
    expect(end("PATCH", `${services}/x`, body({ revision: "x-3" }))).toBe('"done"');
    expect(call("GET", "run", `${services}/x`).latestReadyRevision).toMatch(/x-3$/);
  });

  test("needs the repository of its image", () => {
    granted();
    const image = "r-docker.pkg.dev/p/images/x@sha256:0";
    const sent = body({ containers: [{ image }] });
    expect(end("POST", `${services}?serviceId=x`, sent)).toMatch(/Image '.*' not found/);
  });

  test("takes no second content for a revision's name", () => {
    granted();
    const { name } = call("POST", "run", `${services}?serviceId=x`, body());
    call("GET", "run", name as string);
    expect(refusal("PATCH", "run", `${services}/x`, body({ timeout: "10s" }))).toMatch(
      /^409 .*different configuration/,
    );
  });
});

describe("what Google looks up before it makes something", () => {
  test("a secret's topic, to which the agent must be able to publish", () => {
    call("PUT", "pubsub", "projects/p/topics/t");
    const secret = { topics: [{ name: "projects/p/topics/t" }] };
    expect(refusal("POST", "secretmanager", "projects/p/secrets?secretId=s", secret)).toMatch(/may not publish to/);
    const agent = "service-7@gcp-sa-secretmanager.iam.gserviceaccount.com";
    world.agents.add(agent);
    const bindings = [{ role: "roles/pubsub.publisher", members: [`serviceAccount:${agent}`] }];
    call("POST", "pubsub", "projects/p/topics/t:setIamPolicy", { policy: { bindings } });
    expect(refusal("POST", "secretmanager", "projects/p/secrets?secretId=s", secret)).toBe("accepted");
  });

  test("the metric of a log-based alert or objective", () => {
    const filter = 'metric.type="logging.googleapis.com/user/m" AND resource.type="cloud_run_revision"';
    const policy = { conditions: [{ conditionThreshold: { filter } }] };
    expect(refusal("POST", "monitoring", "v3/projects/p/alertPolicies", policy)).toMatch(/404 .*Cannot find metric/);
    call("POST", "logging", "projects/p/metrics", { name: "m" });
    expect(refusal("POST", "monitoring", "v3/projects/p/alertPolicies", policy)).toBe("accepted");
  });

  test("the range of a peering, and that of a database among those of its peering", () => {
    made("projects/p/global/networks", { name: "n" });
    const connections = "services/servicenetworking.googleapis.com/connections";
    const peering = { network: "projects/7/global/networks/n", reservedPeeringRanges: ["r"] };
    expect(refusal("POST", "servicenetworking", connections, peering)).toMatch(/404 .*addresses\/r/);
    made("projects/p/global/addresses", { name: "r" });
    const { name } = call("POST", "servicenetworking", connections, peering);
    call("GET", "servicenetworking", name as string);
    const instance = (allocatedIpRange: string): object => ({
      name: allocatedIpRange,
      settings: { ipConfiguration: { privateNetwork: "projects/p/global/networks/n", allocatedIpRange } },
    });
    expect(refusal("POST", "sqladmin", "projects/p/instances", instance("other"))).toMatch(/range other is not one of/);
    expect(refusal("POST", "sqladmin", "projects/p/instances", instance("r"))).toBe("accepted");
  });

  test("the account of a database user and of a node", () => {
    const { name } = call("POST", "sqladmin", "projects/p/instances", { name: "i" });
    call("GET", "sqladmin", `projects/p/operations/${name as string}`);
    const user = { name: "a@p.iam", type: "CLOUD_IAM_SERVICE_ACCOUNT" };
    expect(refusal("POST", "sqladmin", "projects/p/instances/i/users", user)).toMatch(
      /a@p.iam.gserviceaccount.com, does not/,
    );
    const cluster = { name: "c", subnetwork: "s", nodeConfig: { serviceAccount: "a@p.iam.gserviceaccount.com" } };
    expect(refusal("POST", "container", "projects/p/locations/r/clusters", { cluster })).toMatch(
      /or it does not exist/,
    );
    call("POST", "iam", "projects/p/serviceAccounts", { accountId: "a", serviceAccount: {} });
    expect(refusal("POST", "sqladmin", "projects/p/instances/i/users", user)).toBe("accepted");
    expect(refusal("POST", "container", "projects/p/locations/r/clusters", { cluster })).toBe("accepted");
  });

  test("the backend behind Identity-Aware Proxy", () => {
    expect(refusal("POST", "iap", "projects/7/iap_web/compute/services/b:setIamPolicy", { policy: {} })).toMatch(
      /404 .*backendServices\/b/,
    );
  });
});

describe("Identity-Aware Proxy", () => {
  test("answers the id of Google's own OAuth client as a space, and keeps an id after the proxy is off", () => {
    const idOf = (name: string): unknown => call("GET", "compute", `${backends}/${name}`).iap.oauth2ClientId;
    made(backends, { name: "b", iap: { enabled: true, oauth2ClientSecret: "" } });
    expect(idOf("b")).toBe(" ");
    call("PUT", "compute", `${backends}/b`, { name: "b", iap: { enabled: true, oauth2ClientId: "id" } });
    call("PUT", "compute", `${backends}/b`, { name: "b", iap: { enabled: false } });
    expect(idOf("b")).toBe("id");
    made(backends, { name: "c", iap: { enabled: false } });
    expect(idOf("c")).toBeUndefined();
  });

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
