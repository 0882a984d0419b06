import type { Call } from "../call";
import type { Api, Collection, Context, Document } from "../collection";
import { inUse, invalid, notFound } from "../google-error";
import { withoutHost } from "../references";
import { ended } from "../router";
import type { World } from "../world";

const host = "https://www.googleapis.com/compute/v1/";
const inUseSource = "hashicorp/terraform-provider-google#6376, #8284, #20206: resourceInUseByAnotherResource";

/** Google answers a link to another resource whole, however it was sent. */
function withWholeLinks(value: any): any {
  if (typeof value === "string") {
    const path = /^(?:https?:\/\/\S+\/compute\/v1\/)?(projects\/\S+\/\S+)$/.exec(value)?.[1];
    return path === undefined ? value : host + path;
  }
  if (Array.isArray(value)) return value.map(withWholeLinks);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Document).map(([key, one]) => [key, key === "description" ? one : withWholeLinks(one)]),
  );
}

const basics: NonNullable<Collection["fill"]> = (document, { path, before }) => ({
  ...(withWholeLinks(document) as Document),
  id:
    before?.id ?? String(4_000_000_000 + Buffer.from(path).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000_007, 7)),
  selfLink: `${host}${path}`,
  creationTimestamp: "2026-01-01T00:00:00.000-08:00",
  fingerprint: Buffer.from(String(Number(before?._changes ?? 0) + 1)).toString("base64"),
  labelFingerprint: "42WmSpB8rSM=",
  _changes: Number(before?._changes ?? 0) + 1,
});

const collection = (path: string, more: Partial<Collection> = {}): Collection => ({
  path: `projects/*/${path}/*`,
  id: { field: "name" },
  answers: "operation",
  name: "short",
  refusedInUse: inUseSource,
  fill: basics,
  ...more,
});

/** Google drops a proto3 field that has its type's default. */
const withoutFalse = (document: Document): Document =>
  Object.fromEntries(Object.entries(document).filter(([, value]) => value !== false && value !== 0 && value !== ""));

let address = 0;

const collections: readonly Collection[] = [
  collection("global/networks", { refusedWithChildren: inUseSource }),
  collection("regions/*/subnetworks", {
    check: (document, context) => {
      checkRanges(document, context);
    },
    fill: (document, context) =>
      basics(
        {
          purpose: "PRIVATE",
          stackType: "IPV4_ONLY",
          gatewayAddress: String(document.ipCidrRange ?? "").replace(/\d+\/\d+$/, "1"),
          privateIpv6GoogleAccess: "DISABLE_GOOGLE_ACCESS",
          ...document,
          region: `${host}${context.path.replace(/\/subnetworks\/.*/, "")}`,
        },
        context,
      ),
  }),
  collection("regions/*/routers"),
  collection("global/firewalls"),
  collection("global/addresses", {
    fill: (document, context) =>
      basics(
        {
          ipVersion: "IPV4",
          address: context.before?.address ?? `34.1.0.${++address}`,
          status: "RESERVED",
          ...document,
        },
        context,
      ),
  }),
  collection("regions/*/networkEndpointGroups", {
    fill: (document, context) =>
      basics(
        { size: 0, ...document, region: `${host}${context.path.replace(/\/networkEndpointGroups\/.*/, "")}` },
        context,
      ),
  }),
  collection("global/backendServices", {
    fill: (document, context) =>
      basics(
        {
          port: 80,
          portName: "http",
          timeoutSec: 30,
          ...document,
          ...(document.iap && { iap: proxyOf(document.iap as Document, context) }),
        },
        context,
      ),
    check: ({ backends = [], outlierDetection, iap }) => {
      const groups = (backends as Document[]).map(({ group }) => String(group));
      if (groups.some((group) => !/\/networkEndpointGroups\//.test(group)))
        throw invalid("Invalid value for field 'group'");
      if (outlierDetection !== undefined && iap?.enabled === true)
        throw invalid("Outlier detection is not supported together with IAP.");
    },
  }),
  collection("global/backendBuckets", {
    names: ({ bucketName }) => [`b/${String(bucketName)}`],
    // Google, "Configure private bucket access": the agent is made with the first backend bucket.
    atEnd: (_, { world, path }) => {
      world.agents.add(`service-${world.numberOf(path.split("/")[1]!)}@https-lb.iam.gserviceaccount.com`);
    },
  }),
  collection("global/securityPolicies", {
    fill: (document, context) => {
      const rules = (document.rules ?? []) as Document[];
      // A new policy gets a last rule that allows everything, if none is given.
      const last = {
        priority: 2147483647,
        action: "allow",
        match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } },
      };
      const all = rules.some(({ priority }) => priority === last.priority) ? rules : [...rules, last];
      return basics({ type: "CLOUD_ARMOR", ...document, rules: all.map((rule) => withoutFalse(rule)) }, context);
    },
  }),
  collection("global/sslPolicies", {
    fill: (document, context) => basics({ ...document, enabledFeatures: [] }, context),
  }),
  collection("global/urlMaps"),
  collection("global/targetHttpProxies"),
  collection("global/targetHttpsProxies"),
  collection("global/forwardingRules", {
    names: ({ IPAddress }, { world, path }) => {
      const project = path.split("/")[1]!;
      return world
        .list(`projects/${project}/global/addresses`)
        .filter((one) => one.address === IPAddress)
        .map((one) => `projects/${project}/global/addresses/${String(one.name)}`);
    },
    fill: (document, context) => {
      const named = String(document.IPAddress ?? "");
      const known = /(projects\/.*)$/.exec(named)?.[1];
      const of = known === undefined ? named : String(context.world.read(context.world.canonical(known)).address);
      return basics({ IPProtocol: "TCP", networkTier: "PREMIUM", ...document, IPAddress: of }, context);
    },
  }),
];

/**
 * Google answers a space as the id of its own OAuth client (GoogleCloudPlatform/magic-modules#17087), and keeps an id
 * after the proxy is turned off (hashicorp/terraform-provider-google#26378). It never answers a secret.
 */
const proxyOf = (iap: Document, { before }: Context): Document => ({
  ...iap,
  oauth2ClientId: iap.oauth2ClientId ?? before?.iap?.oauth2ClientId ?? (iap.enabled === true ? " " : undefined),
  oauth2ClientSecretSha256: "00",
  oauth2ClientSecret: undefined,
});

/** Google keeps a secondary range from which a cluster takes its addresses: hashicorp/terraform-provider-google#7474. */
function checkRanges({ secondaryIpRanges = [] }: Document, { world, path, before }: Context): void {
  const named = (ranges: Document[]): string[] => ranges.map(({ rangeName }) => String(rangeName));
  const kept = named(secondaryIpRanges as Document[]);
  const gone = named((before?.secondaryIpRanges ?? []) as Document[]).filter((range) => !kept.includes(range));
  for (const [cluster, { subnetwork, ipAllocationPolicy: policy }] of world.entries("container")) {
    const used = [policy?.clusterSecondaryRangeName, policy?.servicesSecondaryRangeName].map(String);
    const range = gone.find((one) => used.includes(one));
    if (range !== undefined && world.canonical(withoutHost(String(subnetwork))) === path)
      throw inUse(`${path}/secondaryIpRanges/${range}`, cluster);
  }
}

/** Calls that set one field of a document, and the field's name. */
const setters: Readonly<Record<string, string>> = {
  setLabels: "labels",
  setTarget: "target",
  setUrlMap: "urlMap",
  setSslPolicy: "sslPolicy",
  setCertificateMap: "certificateMap",
  setSslCertificates: "sslCertificates",
  setQuicOverride: "quicOverride",
  setSecurityPolicy: "securityPolicy",
  setEdgeSecurityPolicy: "edgeSecurityPolicy",
  setPrivateIpGoogleAccess: "privateIpGoogleAccess",
  expandIpCidrRange: "ipCidrRange",
};

function special(call: Call, world: World): object | undefined {
  const project = /^projects\/([^/]+)$/.exec(call.path)?.[1];
  if (call.method === "GET" && project !== undefined)
    return { kind: "compute#project", name: project, id: world.numberOf(project), selfLink: host + call.path };
  const [, target = "", verb = ""] = /^(.+)\/(\w+)$/.exec(call.path) ?? [];
  if (call.method !== "POST") return undefined;
  const path = target.replace(/^(projects\/[^/]+\/)(target\w+)/, "$1global/$2");
  const field = setters[verb];
  if (field !== undefined) {
    const value = call.body[field] ?? call.body[verb === "setSecurityPolicy" ? "securityPolicy" : field];
    return changed(path, call, world, (document) => ({ ...document, [field]: value }));
  }
  if (verb === "addSignedUrlKey" || verb === "deleteSignedUrlKey") {
    const project = path.split("/")[1]!;
    world.agents.add(`service-${world.numberOf(project)}@cloud-cdn-fill.iam.gserviceaccount.com`);
    return changed(path, call, world, (document) => {
      const keys = ((document.cdnPolicy?.signedUrlKeyNames ?? []) as string[]).filter(
        (one) => one !== call.query.get("keyName"),
      );
      return {
        ...document,
        cdnPolicy: {
          ...document.cdnPolicy,
          signedUrlKeyNames: verb.startsWith("add") ? [...keys, call.body.keyName] : keys,
        },
      };
    });
  }
  if (["addRule", "patchRule", "removeRule"].includes(verb)) {
    const priority = Number(call.query.get("priority") ?? call.body.priority);
    return changed(path, call, world, (document) => {
      const others = (document.rules as Document[]).filter((rule) => rule.priority !== priority);
      if (verb !== "addRule" && others.length === document.rules.length) throw notFound(`${path}/rules/${priority}`);
      return { ...document, rules: verb === "removeRule" ? others : [...others, withoutFalse(call.body)] };
    });
  }
  return undefined;
}

function changed(path: string, call: Call, world: World, change: (document: Document) => Document): object {
  world.update(path, call, change(world.read(path)));
  return ended(call, collections[0]!, path, world, compute);
}

export const compute: Api = { service: "compute", endpoints: ["compute"], base: "compute/v1/", collections, special };
