import type { Call } from "./call";
import type { Api, Collection, Document } from "./collection";
import { GoogleError, alreadyExists, denied, inUse, notFound } from "./google-error";
import { IamPolicies } from "./iam-policies";
import { Operations } from "./operations";
import { matches } from "./path-pattern";
import { pathsIn } from "./references";

/** A project, as far as the answers show it. */
export interface Project {
  readonly id: string;
  readonly number: string;
}

interface Stored {
  readonly collection: Collection;
  readonly service: string;
  document: Document;
  names: readonly string[];
  /** A new document is unknown to everybody until its maker has been told that its operation is done. */
  visible: boolean;
}

/**
 * Everything that the projects contain, by canonical path. References are found in the
 * documents themselves, so a reference to something that does not exist yet and the
 * deletion of something in use are refused without a table of pairs.
 */
export class World {
  readonly policies = new IamPolicies();
  readonly operations = new Operations();
  readonly enabled = new Set<string>();
  /** E-mail addresses of service agents, which are made by commands or by enabling an API. */
  readonly agents = new Set<string>();
  /** Images whose containers do not start, as revisions name them. */
  readonly broken = new Set<string>();
  private readonly documents = new Map<string, Stored>();

  constructor(
    readonly projects: readonly Project[],
    readonly apis: readonly Api[],
  ) {}

  /** A path with the project's id where Google also takes the number. */
  canonical(path: string): string {
    return path.replace(/^(v\d\/)?projects\/(\d+)(?=\/|:|$)/, (whole, version: string | undefined, number: string) => {
      const project = this.projects.find((one) => one.number === number);
      return project === undefined ? whole : `${version ?? ""}projects/${project.id}`;
    });
  }

  numberOf(id: string): string {
    return this.projects.find((one) => one.id === id)?.number ?? id;
  }

  /** @throws GoogleError if nobody may see such a document yet */
  read(path: string): Document {
    const found = this.documents.get(path);
    if (found?.visible !== true) throw notFound(path);
    return found.document;
  }

  has(path: string): boolean {
    return this.documents.get(path)?.visible === true;
  }

  /** Visible documents directly in a collection, such as `projects/p/topics`. */
  list(collection: string): Document[] {
    return [...this.documents]
      .filter(([path, { visible }]) => visible && path.startsWith(`${collection}/`))
      .filter(([path]) => !path.slice(collection.length + 1).includes("/"))
      .map(([, { document }]) => document);
  }

  /** Visible documents of a product, with their paths. */
  entries(service: string): (readonly [path: string, document: Document])[] {
    return [...this.documents].flatMap(([path, stored]) =>
      stored.visible && stored.service === service ? [[path, stored.document] as const] : [],
    );
  }

  create(collection: Collection, path: string, call: Call, body: Document): Document {
    // Google, AIP-133: nothing can be made in a parent that is not there.
    const parent = this.parentsOf(path).find((one) => !this.has(one));
    if (parent !== undefined) throw notFound(parent);
    const existing = this.documents.get(path);
    if (existing !== undefined) throw alreadyExists(path);
    const document = this.prepared(collection, path, call, body, undefined);
    this.documents.set(path, {
      collection,
      service: call.service,
      document,
      names: this.namesOf(collection, path, call, document),
      visible: collection.answers === "document",
    });
    const bindings = collection.firstGrants?.({ world: this, call, path, before: undefined });
    if (bindings !== undefined) this.policies.set(path, { bindings }, this);
    return document;
  }

  update(path: string, call: Call, body: Document): Document {
    const stored = this.documents.get(path);
    if (stored === undefined) throw notFound(path);
    stored.document = this.prepared(stored.collection, path, call, body, stored.document);
    stored.names = this.namesOf(stored.collection, path, call, stored.document);
    return stored.document;
  }

  /** Makes a document visible whose operation has ended, if it still exists. */
  reveal(path: string): void {
    const stored = this.documents.get(path);
    if (stored !== undefined) stored.visible = true;
  }

  /** Forgets what an operation that failed has made, where Google keeps nothing. */
  forget(path: string): void {
    this.documents.delete(path);
    this.policies.remove(path);
  }

  delete(path: string, call: Call): void {
    const stored = this.documents.get(path);
    if (stored === undefined) throw notFound(path);
    const { collection, document } = stored;
    collection.checkDeletion?.(document, { world: this, call, path, before: document });
    const below = this.below(path);
    if (collection.refusedWithChildren !== undefined && below.length > 0) throw inUse(path, below[0]!);
    if (collection.refusedInUse !== undefined) {
      const user = this.userOf(path);
      if (user !== undefined) throw inUse(path, user);
    }
    if (collection.softDeleted !== undefined) {
      Object.assign(document, collection.softDeleted);
      return;
    }
    for (const one of [path, ...below]) this.forget(one);
  }

  /** Forgets a document and all below it, whatever would refuse that: a person lifted the guards, or Google lost it. */
  lose(path: string): void {
    for (const one of [path, ...this.below(path)]) this.forget(one);
  }

  /** Copies a document and all below it, as a clone or a restore does. Names of the old one become those of the new one. */
  duplicate(from: string, to: string, change: (document: Document) => Document): void {
    const [old, name] = [from, to].map((path) => path.split("/").at(-1)!);
    const renamed = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(old!, name!)) as T;
    for (const path of [from, ...this.below(from)]) {
      const { document, names, ...rest } = this.documents.get(path)!;
      const copy = renamed(document);
      this.documents.set(`${to}${path.slice(from.length)}`, {
        ...rest,
        document: path === from ? change(copy) : copy,
        names: renamed(names),
      });
    }
  }

  /** A document that names another one, itself and what is below it aside. */
  userOf(path: string): string | undefined {
    for (const [user, { names }] of this.documents)
      if (user !== path && !user.startsWith(`${path}/`) && names.includes(path)) return user;
    return undefined;
  }

  /** The same world, which changes apart from this one. */
  copy(): World {
    const copy = new World(this.projects, this.apis);
    for (const [path, stored] of this.documents)
      copy.documents.set(path, { ...stored, document: structuredClone(stored.document) });
    for (const api of this.enabled) copy.enabled.add(api);
    for (const agent of this.agents) copy.agents.add(agent);
    for (const image of this.broken) copy.broken.add(image);
    copy.policies.take(this.policies);
    return copy;
  }

  accountExists = (email: string): boolean =>
    this.agents.has(email) ||
    [...this.documents].some(([path, { visible }]) => visible && path.endsWith(`/serviceAccounts/${email}`)) ||
    !this.projects.some(({ id, number }) => email.endsWith(`@${id}.iam.gserviceaccount.com`) || email.includes(number));

  roleExists = (role: string): boolean => this.has(role) && this.read(role).deleted !== true;

  /** A project's own pool, or the one that Google makes with the project's first cluster. */
  poolExists = (pool: string): boolean => {
    const path = this.canonical(pool);
    if (this.has(path)) return true;
    const project = /\/([^/]+)\.svc\.id\.goog$/.exec(path)?.[1];
    return this.entries("container").some(([one]) => one.startsWith(`projects/${project ?? ""}/locations/`));
  };

  /** @throws GoogleError as Google does for an API that the project has not enabled */
  requireEnabled(service: string): void {
    const api = this.apis.find((one) => one.service === service);
    if (api?.alwaysEnabled === true || this.enabled.has(`${service}.googleapis.com`)) return;
    throw new GoogleError(
      403,
      "PERMISSION_DENIED",
      `${service}.googleapis.com has not been used in the project before or it is disabled.`,
      "accessNotConfigured",
      [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "SERVICE_DISABLED", domain: "googleapis.com" }],
    );
  }

  /** @throws GoogleError if a service agent may not use a key */
  requireKeyGrant(key: string, agent: string, what: string): void {
    const path = this.canonical(key.replace(/\/cryptoKeyVersions\/.*$/, ""));
    if (!this.has(path)) throw notFound(path);
    if (!this.policies.holds(agent, ["roles/cloudkms.cryptoKeyEncrypterDecrypter"], [path]))
      throw denied(`Permission denied on Cloud KMS key. ${what} must be able to use ${path} as ${agent}.`);
  }

  private prepared(
    collection: Collection,
    path: string,
    call: Call,
    body: Document,
    before: Document | undefined,
  ): Document {
    const context = { world: this, call, path, before };
    const copy = structuredClone(body);
    const filled = collection.fill?.(copy, context) ?? copy;
    collection.check?.(filled, context);
    for (const name of this.namesOf(collection, path, call, filled))
      if (!this.has(name) && !path.startsWith(`${name}/`)) throw notFound(name);
    return filled;
  }

  private namesOf(collection: Collection, path: string, call: Call, document: Document): string[] {
    const context = { world: this, call, path, before: undefined };
    const referring = collection.referring?.(document) ?? document;
    const named = [
      ...pathsIn(referring).map((one) => this.canonical(one)),
      ...(collection.names?.(document, context) ?? []),
    ];
    return [...new Set(named)].filter((one) => one !== path && !one.startsWith(`${path}/`) && this.isKnown(one));
  }

  /** Paths of the documents in which a document is. */
  private parentsOf(path: string): string[] {
    const parts = path.split("/");
    return parts.map((_, index) => parts.slice(0, index).join("/")).filter((one) => this.isKnown(one));
  }
  private below = (path: string): string[] => [...this.documents.keys()].filter((one) => one.startsWith(`${path}/`));

  private isKnown = (path: string): boolean =>
    this.apis.some(({ collections }) => collections.some((collection) => matches(collection.path, path)));
}
