import { describe, expect, test } from "vitest";
import { enforcePolicies } from "../../policies/enforce";
import { rerouted, unrouted } from "../constructs/fixtures";
import { environment, issuesOf } from "../support/environments";
import { layersOf, violations } from "../support/policies";
import { resolved, stackJson } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const environments = ["dev", "staging", "prod"] as const;
type Name = (typeof environments)[number];
const layers = ["foundation", "data", "runtime", "operations"] as const;
const services = ["audio", "conversation", "gateway", "media", "realtime", "rest"] as const;
type Key = (typeof services)[number];

function serviceIn(stack: Synthesized, key: Key): Attributes {
  const found = Object.values(stack.all("google_cloud_run_v2_service")).filter(({ labels }) => labels.service === key);
  expect(found).toHaveLength(1);
  return found[0]!;
}

const service = (name: Name, key: Key): Attributes => serviceIn(stackJson(`${name}-runtime`), key);
const template = (name: Name, key: Key): Attributes => service(name, key).template as Attributes;
const container = (name: Name, key: Key): Attributes => template(name, key).containers[0] as Attributes;

/** Map from literal variable to value, without references to secrets. */
const literals = (one: Attributes): Record<string, string> =>
  Object.fromEntries(
    (one.env as Attributes[])
      .filter(({ value }) => value !== undefined)
      .map((variable): [string, string] => [variable.name, variable.value]),
  );
const variables = (name: Name, key: Key): Record<string, string> => literals(container(name, key));

/** One value for each environment, in the order of promotion. */
const each = <T>(value: (name: Name) => T): T[] => environments.map(value);

let built: Synthesized | undefined;

/** Prod's runtime with every option of this file changed; no two options affect the same attribute. */
function changed(): Synthesized {
  if (built !== undefined) return built;
  const other = environment("prod", (spec, catalog) => {
    spec.conversationEnabled = false;
    spec.textToSpeech.enabled = false;
    spec.services.rest = {
      external: { serviceName: "ai4joy-api-service", accountEmail: "api@other-project.iam.gserviceaccount.com" },
    };
    spec.services.media!.release = { percent: 10, previousRevision: "parley-media-0a1b2c3d" };
    unrouted("media")(spec, catalog);
    catalog.services.audio!.timeoutSeconds = 1800;
    catalog.services.audio!.secrets = { ADK_API_KEY: "adk-api-key" };
    catalog.secrets["adk-api-key"] = { description: "Key for a development kit" };
  });
  expect(violations(other, () => {})).toEqual([]);
  built = read(layersOf(other).runtime);
  return built;
}

/** Paths of the URL map that lead to a backend of this name, by host. */
function routesTo(stack: Synthesized, backend: string): Record<string, string[]> {
  const map = Object.values(stack.all("google_compute_url_map")).find(
    ({ path_matcher }) => path_matcher !== undefined,
  )!;
  return Object.fromEntries(
    (map.host_rule as Attributes[]).flatMap(({ hosts, path_matcher }) => {
      const matcher = (map.path_matcher as Attributes[]).find((one) => one.name === path_matcher)!;
      const paths = (matcher.path_rule as Attributes[])
        .filter((rule) => resolved(stack, rule.service as string).endsWith(`/backendServices/${backend}`))
        .flatMap((rule) => rule.paths as string[]);
      return paths.length === 0 ? [] : [[hosts[0] as string, paths] as const];
    }),
  );
}

describe("audio service", () => {
  test("R-035 it is a Cloud Run service of its own, apart from the REST service", () => {
    for (const name of environments) {
      expect(service(name, "audio").name).toBe("parley-audio");
      expect(service(name, "rest").name).toBe("parley-rest");
      expect(service(name, "audio").location).toBe("us-central1");
      expect(Object.keys(stackJson(`${name}-runtime`).all("google_cloud_run_v2_service"))).toHaveLength(6);
    }
  });

  test("R-036 it has 2 vCPU that stay allocated and 1Gi", () => {
    for (const name of environments) {
      expect(container(name, "audio").resources).toEqual({
        limits: { cpu: "2", memory: "1Gi" },
        // In dev uptime checks would keep an allocated CPU running all day.
        cpu_idle: name === "dev",
        startup_cpu_boost: true,
      });
    }
  });

  test("R-037 an instance carries 15 connections", () => {
    expect(each((name) => template(name, "audio").max_instance_request_concurrency as number)).toEqual([15, 15, 15]);
  });

  test("R-038 production keeps two instances warm and boosts the CPU of a starting one", () => {
    expect(template("prod", "audio").scaling.min_instance_count).toBe(2);
    expect(container("prod", "audio").resources.startup_cpu_boost).toBe(true);
  });

  test("R-039 67 instances of 15 connections carry the 1000 sessions of production, and 66 are refused", () => {
    const { scaling, max_instance_request_concurrency: connections } = template("prod", "audio");
    expect(scaling.max_instance_count).toBe(67);
    expect(scaling.max_instance_count * connections).toBe(1005);
    expect(
      issuesOf("prod", (spec) => {
        spec.services.audio.scale.max = 66;
      }),
    ).toEqual([
      "environments/prod.ts: services.audio.scale.max: 66 instances x 15 connections carry 990 sessions, fewer than the 1000 that peakSessions asks for; raise max to 67",
    ]);
  });

  test("R-040 R-090 scaling has no setting but its two bounds, since Cloud Run has no targets or windows", () => {
    for (const name of environments) {
      for (const key of services) {
        expect(Object.keys(template(name, key).scaling).sort()).toEqual(["max_instance_count", "min_instance_count"]);
        expect(service(name, key)).not.toHaveProperty("scaling");
        expect(template(name, key)).not.toHaveProperty("annotations");
      }
      for (const layer of layers) {
        const types = Object.keys(stackJson(`${name}-${layer}`).json.resource);
        expect(types.filter((type) => type.includes("autoscaler"))).toEqual([]);
      }
    }
  });

  test("R-041 R-042 a connection lives at most 3600 s, and a longer promise is refused", () => {
    expect(each((name) => template(name, "audio").timeout as string)).toEqual(["3600s", "3600s", "3600s"]);
    expect(
      issuesOf("prod", (_, catalog) => {
        catalog.services.audio.timeoutSeconds = 7200;
      }),
    ).toEqual([
      "environments/catalog.ts: services.audio.timeoutSeconds: must be 1 to 3600 seconds, got 7200; lower it to 3600 and let clients reconnect",
    ]);
  });

  test("R-043 R-046 R-053 it is told its project, the model, the connection's life and the ping interval", () => {
    for (const name of environments) {
      expect(variables(name, "audio")).toEqual({
        FIRESTORE_DATABASE: "(default)",
        GCP_PROJECT_ID: `parley-audio-${name}`,
        LOG_LEVEL: name === "dev" ? "debug" : "info",
        VERTEX_AI_LOCATION: "us-central1",
        VERTEX_AI_MODEL: "gemini-3.8-live",
        WEBSOCKET_PING_INTERVAL: "30",
        WEBSOCKET_TIMEOUT: "3600",
      });
      expect(service(name, "audio").location).toBe(variables(name, "audio").VERTEX_AI_LOCATION);
    }
  });

  test("R-046 the announced life of a connection follows the timeout of the service", () => {
    const stack = changed();
    const audio = serviceIn(stack, "audio").template as Attributes;
    expect(audio.timeout).toBe("1800s");
    expect(literals(audio.containers[0] as Attributes).WEBSOCKET_TIMEOUT).toBe("1800");
  });

  test("R-053 the retired model is in no stack, and naming it is refused", () => {
    for (const name of environments) {
      expect(JSON.stringify(stackJson(`${name}-runtime`).json)).not.toContain("gemini-2.0");
    }
    expect(
      issuesOf("prod", (spec) => {
        spec.vertex.model = "gemini-2.0-flash-exp";
      }),
    ).toEqual([
      "environments/prod.ts: vertex.model: 'gemini-2.0-flash-exp' was retired in 2026; name a current model such as 'gemini-3.8-live' or 'gemini-3.5-flash-lite'",
    ]);
  });

  test("R-054 the services call Vertex AI, whose API is enabled, and not AI Studio's", () => {
    for (const name of environments) {
      const apis = Object.values(stackJson(`${name}-foundation`).all("google_project_service")).map(
        (api) => api.service as string,
      );
      expect(apis).toContain("aiplatform.googleapis.com");
      expect(apis).not.toContain("generativelanguage.googleapis.com");
    }
  });

  test("R-044 only the load balancer reaches it, and everybody whom the load balancer admits may invoke it", () => {
    expect(each((name) => service(name, "audio").ingress as string)).toEqual([
      "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
      "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
      "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
    ]);
    // Open in dev and staging; in production Identity-Aware Proxy's agent is the one invoker.
    expect(each((name) => service(name, "audio").invoker_iam_disabled as boolean)).toEqual([true, true, false]);
    const stack = stackJson("prod-runtime");
    const invokers = Object.values(stack.all("google_cloud_run_v2_service_iam_member"))
      .filter((grant) => resolved(stack, grant.name as string) === "parley-audio")
      .map(({ role, member }) => [role as string, member as string]);
    expect(invokers).toEqual([
      ["roles/run.invoker", "serviceAccount:service-100000000003@gcp-sa-iap.iam.gserviceaccount.com"],
    ]);
    // The queue's account alone, and on the media service.
    const dev = stackJson("dev-runtime");
    expect(resolved(dev, dev.one("google_cloud_run_v2_service_iam_member").name as string)).toBe("parley-media");
  });

  test("R-045 all that it sends goes through the subnet, from which Google's APIs answer privately", () => {
    for (const name of environments) {
      expect(template(name, "audio").vpc_access).toEqual({
        egress: "ALL_TRAFFIC",
        network_interfaces: [{ network: "parley", subnetwork: "parley-us-central1" }],
      });
      const subnet = stackJson(`${name}-foundation`).one("google_compute_subnetwork");
      expect(subnet.name).toBe("parley-us-central1");
      expect(subnet.private_ip_google_access).toBe(true);
      for (const layer of layers) expect(stackJson(`${name}-${layer}`).all("google_vpc_access_connector")).toEqual({});
    }
  });

  test("R-047 it reads no API key unless its entry names one, which comes from Secret Manager by version", () => {
    for (const name of environments) {
      const env = container(name, "audio").env as Attributes[];
      expect(env.filter(({ value_source }) => value_source !== undefined)).toEqual([]);
    }
    const stack = changed();
    expect(serviceIn(stack, "audio").template.containers[0].env).toContainEqual({
      name: "ADK_API_KEY",
      value_source: { secret_key_ref: { secret: "adk-api-key", version: "1" } },
    });
  });

  test("R-048 clients stay on their instance by the service's affinity, and the backend sets none", () => {
    for (const name of environments) {
      const sticky = services.filter((key) => template(name, key).session_affinity === true);
      expect(sticky).toEqual(["audio", "realtime"]);
      for (const backend of Object.values(stackJson(`${name}-runtime`).all("google_compute_backend_service"))) {
        expect(backend).not.toHaveProperty("session_affinity");
      }
    }
  });

  test("R-049 it listens on 8080", () => {
    for (const name of environments) expect(container(name, "audio").ports).toEqual({ container_port: 8080 });
  });

  test("R-050 probes call /ws/health, and a start is noticed within 5 s", () => {
    for (const name of environments) {
      const http_get = { path: "/ws/health", port: 8080, http_headers: [] };
      expect(container(name, "audio").liveness_probe).toEqual({
        http_get,
        initial_delay_seconds: 10,
        period_seconds: 30,
        timeout_seconds: 3,
        failure_threshold: 3,
      });
      expect(container(name, "audio").startup_probe).toEqual({
        http_get,
        initial_delay_seconds: 0,
        period_seconds: 5,
        timeout_seconds: 3,
        failure_threshold: 30,
      });
    }
  });
});

describe("REST service", () => {
  test("R-055 it has 1 vCPU, 512Mi and 80 requests an instance", () => {
    for (const name of environments) {
      expect(container(name, "rest").resources.limits).toEqual({ cpu: "1", memory: "512Mi" });
      expect(template(name, "rest").max_instance_request_concurrency).toBe(80);
    }
  });

  test("R-056 it scales from 0 to 100 and answers within 30 s", () => {
    for (const name of environments) {
      expect(template(name, "rest").scaling).toEqual({ min_instance_count: 0, max_instance_count: 100 });
      expect(template(name, "rest").timeout).toBe("30s");
    }
  });

  test("R-057 deployed by others it keeps its endpoint group, backend and routes, and is not made here", () => {
    const stack = changed();
    expect(Object.values(stack.all("google_cloud_run_v2_service")).map(({ name }) => name as string)).toEqual([
      "parley-audio",
      "parley-conversation",
      "parley-gateway",
      "parley-media",
      "parley-realtime",
    ]);
    const groups = Object.values(stack.all("google_compute_region_network_endpoint_group")).map(
      ({ cloud_run }) => cloud_run as Attributes,
    );
    expect(groups).toContainEqual({ service: "ai4joy-api-service" });
    expect(routesTo(stack, "parley-rest-backend")).toEqual({ "app.example.com": ["/api/*", "/health"] });
  });
});

describe("conversation service", () => {
  test("R-058 R-059 it is a Cloud Run service with a whole vCPU and 512Mi", () => {
    for (const name of environments) {
      expect(service(name, "conversation").name).toBe("parley-conversation");
      expect(container(name, "conversation").resources.limits).toEqual({ cpu: "1", memory: "512Mi" });
    }
  });

  test("R-059 half a vCPU is refused together with what Cloud Run would force", () => {
    expect(
      issuesOf("prod", (_, catalog) => {
        catalog.services.conversation.cpu = 0.5;
        catalog.services.conversation.cpuIdle = false;
      }),
    ).toEqual([
      "environments/catalog.ts: services.conversation.concurrency: 0.5 vCPU, less than 1, allows a concurrency of 1 only, got 80; raise cpu to 1 or set concurrency to 1",
      "environments/catalog.ts: services.conversation.cpuIdle: 0.5 vCPU, less than 1, is billed by request only; raise cpu to 1 or set cpuIdle to true",
      "environments/catalog.ts: services.conversation.executionEnvironment: 0.5 vCPU, less than 1, runs in the first generation only; raise cpu to 1 or set executionEnvironment to 'gen1'",
    ]);
    expect(
      issuesOf("prod", (_, catalog) => {
        Object.assign(catalog.services.conversation, { cpu: 0.5, concurrency: 1, executionEnvironment: "gen1" });
      }),
    ).toEqual([]);
  });

  test("R-060 it listens on 3001", () => {
    for (const name of environments) expect(container(name, "conversation").ports).toEqual({ container_port: 3001 });
  });

  test("R-061 probes call /health on 3001, and a start is noticed within 5 s", () => {
    for (const name of environments) {
      const http_get = { path: "/health", port: 3001, http_headers: [] };
      expect(container(name, "conversation").liveness_probe).toEqual({
        http_get,
        initial_delay_seconds: 0,
        period_seconds: 30,
        timeout_seconds: 10,
        failure_threshold: 3,
      });
      expect(container(name, "conversation").startup_probe).toEqual({
        http_get,
        initial_delay_seconds: 0,
        period_seconds: 5,
        timeout_seconds: 3,
        failure_threshold: 30,
      });
    }
  });

  test("R-062 R-064 R-066 R-096 it is told its mode, its caches, and when to stop speaking", () => {
    expect(variables("prod", "conversation")).toEqual({
      AUDIO_CACHE_BUCKET: "parley-audio-prod-audio-cache",
      CONVERSATION_CACHE_BUCKET: "parley-audio-prod-conversation-cache",
      DISABLE_TTS: "false",
      GOOGLE_CLOUD_PROJECT_ID: "parley-audio-prod",
      LOG_LEVEL: "info",
      MAX_DAILY_COST: "50",
      NODE_ENV: "production",
      USE_CONVERSATION: "true",
      VERTEX_AI_LOCATION: "global",
      VERTEX_AI_MODEL: "gemini-3.5-flash-lite",
    });
  });

  test("R-062 R-066 one field of the environment switches conversations off, another one speech", () => {
    const stack = changed();
    const env = literals(serviceIn(stack, "conversation").template.containers[0] as Attributes);
    expect(env.USE_CONVERSATION).toBe("false");
    expect(env.DISABLE_TTS).toBe("true");
  });
});

describe("variables", () => {
  test("R-063 R-087 each service reads the environment's project under its own name, and no other project appears", () => {
    for (const name of environments) {
      const project = `parley-audio-${name}`;
      expect(variables(name, "conversation").GOOGLE_CLOUD_PROJECT_ID).toBe(project);
      expect(variables(name, "audio").GCP_PROJECT_ID).toBe(project);
      expect(variables(name, "rest").GCP_PROJECT_ID).toBe(project);
      expect(variables(name, "media").GOOGLE_CLOUD_PROJECT).toBe(project);
      for (const layer of layers) {
        const text = JSON.stringify(stackJson(`${name}-${layer}`).json);
        expect(text).not.toContain("aiprod");
        const others = environments.filter((other) => other !== name).map((other) => `parley-audio-${other}`);
        expect(others.filter((other) => text.includes(other))).toEqual([]);
      }
    }
  });

  test("R-065 log levels come in the case that the service reads", () => {
    const levels = (key: Key): (string | undefined)[] => each((name) => variables(name, key).LOG_LEVEL);
    expect(levels("conversation")).toEqual(["debug", "info", "info"]);
    expect(levels("media")).toEqual(["DEBUG", "INFO", "INFO"]);
  });

  test("R-088 the media service gets its topic and subscription as full paths", () => {
    for (const name of environments) {
      expect(variables(name, "media").PUBSUB_TOPIC_NAME).toBe(`projects/parley-audio-${name}/topics/jobs`);
      expect(variables(name, "media").PUBSUB_SUBSCRIPTION_NAME).toBe(
        `projects/parley-audio-${name}/subscriptions/jobs-sub`,
      );
    }
  });

  test("R-089 the media service reads the long word for production, and the short names elsewhere", () => {
    expect(each((name) => variables(name, "media").ENVIRONMENT)).toEqual(["dev", "staging", "production"]);
  });
});

describe("services of the conversational clone", () => {
  test("R-067 the WebSocket server is a service of its own for long connections", () => {
    for (const name of environments) {
      expect(service(name, "realtime").name).toBe("parley-realtime");
      expect(template(name, "realtime").timeout).toBe("3600s");
      expect(template(name, "realtime").session_affinity).toBe(true);
      expect(container(name, "realtime").resources).toEqual({
        limits: { cpu: "1", memory: "1Gi" },
        // In dev uptime checks would keep an allocated CPU running all day.
        cpu_idle: name === "dev",
        startup_cpu_boost: true,
      });
    }
  });

  test("R-068 the API gateway is a service of its own for short requests", () => {
    for (const name of environments) {
      expect(service(name, "gateway").name).toBe("parley-gateway");
      expect(template(name, "gateway").timeout).toBe("60s");
      expect(template(name, "gateway").session_affinity).toBe(false);
      expect(container(name, "gateway").resources).toEqual({
        limits: { cpu: "1", memory: "512Mi" },
        cpu_idle: true,
        startup_cpu_boost: true,
      });
    }
  });

  test("R-069 both keep 0, 1 and 2 instances warm from dev to prod and scale to 100", () => {
    for (const key of ["gateway", "realtime"] as const) {
      expect(each((name) => template(name, key).scaling as Attributes)).toEqual([
        { min_instance_count: 0, max_instance_count: 100 },
        { min_instance_count: 1, max_instance_count: 100 },
        { min_instance_count: 2, max_instance_count: 100 },
      ]);
    }
  });

  test("R-070 both serve 50 at once, and no other service does", () => {
    for (const name of environments) {
      expect(
        Object.fromEntries(
          services.map((key) => [key, template(name, key).max_instance_request_concurrency as number]),
        ),
      ).toEqual({ audio: 15, conversation: 80, gateway: 50, media: 80, realtime: 50, rest: 80 });
    }
  });

  test("R-071 every service that may connect to the database is in the VPC network", () => {
    for (const name of environments) {
      const stack = stackJson(`${name}-runtime`);
      const clients = Object.values(stack.all("google_project_iam_member"))
        .filter(({ role }) => role === "roles/cloudsql.client")
        .map(({ member }) => resolved(stack, member as string).replace("serviceAccount:", ""));
      const inNetwork = Object.values(stack.all("google_cloud_run_v2_service"))
        .filter(({ template: { vpc_access } }) => vpc_access.network_interfaces[0].network === "parley")
        .map((one) => resolved(stack, one.template.service_account as string));
      expect(clients).toHaveLength(3);
      expect(clients.filter((email) => !inNetwork.includes(email))).toEqual([]);
    }
  });
});

describe("media service", () => {
  test("R-072 R-073 it is a Cloud Run service that keeps two instances in production, has at most 20, and may take 600 s", () => {
    expect(service("prod", "media").name).toBe("parley-media");
    expect(template("prod", "media").scaling).toEqual({ min_instance_count: 2, max_instance_count: 20 });
    expect(each((name) => template(name, "media").timeout as string)).toEqual(["600s", "600s", "600s"]);
  });

  test("R-091 its requests end at 600 s, the time that its own workers must allow", () => {
    expect(template("prod", "media").timeout).toBe("600s");
  });

  test("R-074 R-075 it has limits of 2 vCPU and 2Gi that stay allocated and a boosted start, and no requests", () => {
    for (const name of environments) {
      expect(container(name, "media").resources).toEqual({
        limits: { cpu: "2", memory: "2Gi" },
        // In dev uptime checks would keep an allocated CPU running all day.
        cpu_idle: name === "dev",
        startup_cpu_boost: true,
      });
      expect(service(name, "media")).not.toHaveProperty("annotations");
      const groups = Object.values(stackJson(`${name}-runtime`).all("google_compute_region_network_endpoint_group"));
      const media = groups.filter((one) => one.name === "parley-media-backend");
      expect(media).toHaveLength(1);
      expect(media[0]!.network_endpoint_type).toBe("SERVERLESS");
      expect(media[0]!.region).toBe("us-central1");
      expect(resolved(stackJson(`${name}-runtime`), media[0]!.cloud_run.service as string)).toBe("parley-media");
    }
  });

  test("R-076 it serves 80 requests at once, written out", () => {
    for (const name of environments) expect(template(name, "media").max_instance_request_concurrency).toBe(80);
  });

  test("R-077 R-094 it is public by a list of paths, and the queue's endpoint is not one of them", () => {
    for (const [name, host] of [
      ["dev", "media.dev.app.example.com"],
      ["staging", "media.staging.app.example.com"],
      ["prod", "media.app.example.com"],
    ] as const) {
      expect(service(name, "media").ingress).toBe("INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER");
      expect(routesTo(stackJson(`${name}-runtime`), "parley-media-backend")).toEqual({
        [host]: ["/health", "/status", "/status/*", "/docs", "/openapi.json", "/generate", "/videos", "/videos/*"],
      });
    }
    expect(issuesOf("prod", rerouted("media", { host: "media", paths: ["/*"] }))).toEqual([
      "environments/catalog.ts: services.media.route.paths: '/*' lets '/process-job' in from outside, which is an internal path; list the public paths one by one",
    ]);
  });

  test("R-077 without a route only the project reaches it, and callers must be granted", () => {
    const stack = changed();
    const media = serviceIn(stack, "media");
    expect(media.ingress).toBe("INGRESS_TRAFFIC_INTERNAL_ONLY");
    expect(media.invoker_iam_disabled).toBe(false);
    expect(routesTo(stack, "parley-media-backend")).toEqual({});
    const names = Object.values(stack.all("google_compute_backend_service")).map(({ name }) => name as string);
    expect(names).not.toContain("parley-media-backend");
  });

  test("R-080 it listens on 8000", () => {
    for (const name of environments) expect(container(name, "media").ports).toEqual({ container_port: 8000 });
  });

  test("R-081 R-083 probes call /health on 8000 with its header, every 30 s and at the start every 5 s", () => {
    for (const name of environments) {
      const http_get = {
        path: "/health",
        port: 8000,
        http_headers: [{ name: "User-Agent", value: "Cloud-Run-HealthCheck" }],
      };
      expect(container(name, "media").liveness_probe).toEqual({
        http_get,
        initial_delay_seconds: 10,
        period_seconds: 30,
        timeout_seconds: 5,
        failure_threshold: 3,
      });
      expect(container(name, "media").startup_probe).toEqual({
        http_get,
        initial_delay_seconds: 0,
        period_seconds: 5,
        timeout_seconds: 3,
        failure_threshold: 30,
      });
    }
  });

  test("R-085 two volumes in memory are mounted, and together they may not eat the instance's 2Gi", () => {
    for (const name of environments) {
      const sizes = (template(name, "media").volumes as Attributes[]).map((volume): [string, Attributes] => [
        volume.name,
        volume.empty_dir,
      ]);
      const paths = (container(name, "media").volume_mounts as Attributes[]).map((mount): [string, string] => [
        mount.name,
        mount.mount_path,
      ]);
      expect(Object.fromEntries(sizes)).toEqual({
        tmp: { medium: "MEMORY", size_limit: "512Mi" },
        "app-cache": { medium: "MEMORY", size_limit: "256Mi" },
      });
      expect(Object.fromEntries(paths)).toEqual({ tmp: "/tmp", "app-cache": "/app/.cache" });
    }
    expect(
      issuesOf("prod", (_, catalog) => {
        catalog.services.media.inMemoryVolumes["/tmp"] = "1Gi";
      }),
    ).toEqual([
      "environments/catalog.ts: services.media.inMemoryVolumes: volumes of 1280Mi leave less than half of the 2Gi that an instance has; shrink them or raise memory to 2560Mi",
    ]);
  });
});

describe("every service", () => {
  test("R-078 it is labelled with its name, its environment and the version of its image", () => {
    for (const name of environments) {
      for (const key of services) {
        const { service: label, environment: in_, version, ...others } = service(name, key).labels as Attributes;
        expect([label, in_]).toEqual([key, name]);
        const [, tag, digest] = /(?::(\w+)|@sha256:([0-9a-f]{12})[0-9a-f]{52})$/.exec(
          container(name, key).image as string,
        )!;
        expect(version).toBe(name === "dev" ? tag : digest);
        expect(others).toEqual({});
      }
    }
    expect(service("prod", "media").labels.version).toBe("49d646007af2");
  });

  test("R-079 its image comes from the environment's registry, by digest where protected", () => {
    const images = {
      audio: "audio-service",
      conversation: "conversation-backend",
      gateway: "api-gateway",
      media: "media-service",
      realtime: "websocket-server",
      rest: "api-service",
    };
    for (const name of environments) {
      const tag = name === "dev" ? ":(?!latest$)[a-z0-9]+" : "@sha256:[0-9a-f]{64}";
      for (const key of services) {
        const start = `us-central1-docker.pkg.dev/parley-audio-${name}/parley/${images[key]}`;
        expect(container(name, key).image).toMatch(new RegExp(`^${start}${tag}$`));
      }
    }
  });

  test("R-079 a tag in a protected environment is refused, and 'latest' everywhere", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.services.audio.image = "audio-service:latest";
      }),
    ).toEqual([
      "environments/dev.ts: services.audio.image: 'audio-service:latest' never differs, so no release would show in a plan; give a digest or another tag",
    ]);
    expect(
      issuesOf("prod", (spec) => {
        spec.services.media.image = "media-service:v33";
      }),
    ).toEqual([
      "environments/prod.ts: services.media.image: 'media-service:v33' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then 'media-service@sha256:...'",
    ]);
  });

  test("R-082 R-084 its container has no readiness probe and no security context, which Cloud Run does not take", () => {
    for (const name of environments) {
      for (const key of services) {
        expect(Object.keys(container(name, key)).sort()).toEqual([
          "env",
          "image",
          "liveness_probe",
          "ports",
          "resources",
          "startup_probe",
          "volume_mounts",
        ]);
      }
      expect(JSON.stringify(stackJson(`${name}-runtime`).json)).not.toContain("readiness_probe");
    }
  });

  test("R-082 a readiness probe through an escape hatch is refused before anything is written", () => {
    const json = structuredClone(stackJson("prod-runtime").json);
    const [address, media] = Object.entries<Attributes>(json.resource.google_cloud_run_v2_service).find(
      ([, { labels }]) => labels.service === "media",
    )!;
    media.template.containers[0].readiness_probe = { http_get: { path: "/ready" } };
    const stacks = layers.map((layer) => ({
      id: `prod-${layer}`,
      json: layer === "runtime" ? json : stackJson(`prod-${layer}`).json,
    }));
    expect(() => {
      enforcePolicies([{ environment: environment("prod"), stacks }]);
    }).toThrow(
      `1 policy violation\nprod-runtime: google_cloud_run_v2_service.${address}: cloud-run-supported: 'readiness_probe' `,
    );
  });

  test("R-086 its current revision takes all traffic, and a release's share is one field", () => {
    for (const name of environments) {
      for (const key of services) {
        expect(service(name, key).traffic).toEqual([
          {
            type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
            revision: template(name, key).revision as string,
            percent: 100,
          },
        ]);
        expect(template(name, key).revision).toMatch(new RegExp(`^parley-${key}-[0-9a-f]{8}$`));
      }
    }
    const stack = changed();
    expect(serviceIn(stack, "media").traffic).toEqual([
      {
        type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
        revision: template("prod", "media").revision as string,
        percent: 10,
        tag: "candidate",
      },
      { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: "parley-media-0a1b2c3d", percent: 90 },
    ]);
  });

  test("R-044 none takes requests from the internet past the load balancer", () => {
    for (const name of environments) {
      const open = services.filter(
        (key) =>
          !["INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", "INGRESS_TRAFFIC_INTERNAL_ONLY"].includes(
            service(name, key).ingress as string,
          ),
      );
      expect(open).toEqual([]);
    }
    // Without a route, not from the load balancer either.
    expect(serviceIn(changed(), "media").ingress).toBe("INGRESS_TRAFFIC_INTERNAL_ONLY");
  });
});
