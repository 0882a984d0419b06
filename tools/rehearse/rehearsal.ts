import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../contract/environment";
import { stackId, type Layer } from "../../contract/names";
import { serviceAgentMember, serviceAgents, type ServiceAgentName } from "../../contract/service-agents";
import type { JsonObject } from "../golden/json";
import type { Stacks } from "../deploy-order/order";
import { apis } from "./google/apis/all";
import { makeZone } from "./google/apis/cloud-dns";
import { addVersion } from "./google/apis/secret-manager";
import { Faults, type Injection } from "./google/faults";
import { grants, startGoogle, type Google } from "./google/server";
import { World } from "./google/world";
import { StackFolder, type Applied } from "./terraform";

/** What one step of a rehearsal did. */
export interface Step {
  readonly what: string;
  readonly applied: Applied;
  readonly seconds: number;
  /** What a plan after it would still change; empty if all is well. */
  readonly left: readonly string[];
}

/**
 * An environment on a stand-in for Google, deployed layer by layer with the real
 * Terraform and provider. A refusal ends up in the step; it is not thrown.
 */
export class Rehearsal {
  private readonly folders = new Map<Layer, StackFolder>();

  private constructor(
    readonly environment: Pick<Environment, "name" | "project">,
    readonly world: World,
    readonly google: Google,
    private readonly work: string,
  ) {}

  /** An empty project, with what a person does before Terraform (docs/bootstrap.md, "Before Terraform"). */
  static async start(environment: Rehearsal["environment"], work: string): Promise<Rehearsal> {
    const world = new World([environment.project], apis);
    for (const api of ["serviceusage", "cloudresourcemanager", "iam", "storage", "cloudkms"])
      world.enabled.add(`${api}.googleapis.com`);
    makeAgents(environment, world, (agent) => "command" in serviceAgents[agent].madeBy);
    return new Rehearsal(environment, world, await startGoogle(world, grants, new Faults()), work);
  }

  /** The same environment in another folder, which goes on apart from this one. */
  async copy(work: string, faults: readonly Injection[] = []): Promise<Rehearsal> {
    const world = this.world.copy();
    const copy = new Rehearsal(this.environment, world, await startGoogle(world, grants, new Faults(faults)), work);
    cpSync(this.work, work, { recursive: true, verbatimSymlinks: true });
    return copy;
  }

  /** Deploys one layer and plans it again. */
  async deploy(layer: Layer, stacks: Stacks): Promise<Step> {
    const id = stackId(this.environment, layer);
    const stack = stacks.get(id);
    if (stack === undefined) throw new Error(`there is no stack ${id}`);
    if (layer === "runtime") {
      this.addSecretValues();
      this.addZones(stack);
    }
    const started = process.hrtime.bigint();
    const folder = this.folderOf(layer);
    folder.write(stack);
    const refused = existsSync(join(this.work, id, ".terraform")) ? [] : await folder.init();
    const applied = refused.length > 0 ? { added: 0, changed: 0, destroyed: 0, errors: refused } : await folder.apply();
    const left = applied.errors.length > 0 ? [] : await folder.plan();
    // docs/bootstrap.md: the commands that bootstrap's output lists.
    if (layer === "bootstrap")
      makeAgents(this.environment, this.world, (agent) => "identityOf" in serviceAgents[agent].madeBy);
    // docs/how-to/signed-urls.md: after runtime the first key is added to each backend that takes one.
    if (layer === "runtime" && this.takesSignedUrls())
      makeAgents(this.environment, this.world, (agent) => agent === "cdnFill");
    return { what: `deploy ${id}`, applied, seconds: secondsSince(started), left };
  }

  async destroy(layer: Layer): Promise<Step> {
    const started = process.hrtime.bigint();
    // docs/how-to/destroy-an-environment.md: the peering that Terraform leaves behind is removed by hand.
    if (layer === "foundation") for (const [path] of this.world.entries("servicenetworking")) this.world.forget(path);
    const applied = await this.folderOf(layer).destroy();
    return {
      what: `destroy ${stackId(this.environment, layer)}`,
      applied,
      seconds: secondsSince(started),
      left: [],
    };
  }

  close = (): Promise<void> => this.google.close();

  /** What `npm run secrets` is for: each secret without a version gets one. */
  private addSecretValues(): void {
    for (const [path] of this.world.entries("secretmanager"))
      if (/\/secrets\/[^/]+$/.test(path) && this.world.list(`${path}/versions`).length === 0)
        addVersion(this.world, path);
  }

  /** A domain's zone belongs to the domain's owner, so no stack makes it. */
  private addZones({ resource }: JsonObject): void {
    const records = (resource as Record<string, Record<string, JsonObject>>).google_dns_record_set ?? {};
    for (const { managed_zone: zone } of Object.values(records))
      if (typeof zone === "string" && !this.world.has(`projects/${this.environment.project.id}/managedZones/${zone}`))
        makeZone(this.world, this.environment.project.id, zone);
  }

  private takesSignedUrls(): boolean {
    return this.world
      .list(`projects/${this.environment.project.id}/global/backendBuckets`)
      .some(({ cdnPolicy }) => "signedUrlCacheMaxAgeSec" in ((cdnPolicy ?? {}) as object));
  }

  private folderOf(layer: Layer): StackFolder {
    const known = this.folders.get(layer);
    if (known !== undefined) return known;
    const folder = new StackFolder(join(this.work, stackId(this.environment, layer)), this.google.root, apis);
    this.folders.set(layer, folder);
    return folder;
  }
}

function makeAgents(
  environment: Rehearsal["environment"],
  world: World,
  which: (agent: ServiceAgentName) => boolean,
): void {
  for (const agent of Object.keys(serviceAgents) as ServiceAgentName[])
    if (which(agent)) world.agents.add(serviceAgentMember(environment, agent).replace("serviceAccount:", ""));
}

const secondsSince = (started: bigint): number => Number(process.hrtime.bigint() - started) / 1e9;
