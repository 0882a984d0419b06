import { copyFileSync, cpSync, existsSync, mkdirSync } from "node:fs";
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
import { Holds, type Hold } from "./google/holds";
import { startGoogle, type Google } from "./google/server";
import { waits } from "./google/waits";
import { World } from "./google/world";
import { runSection, type PageSection } from "./page";
import { RunningTerraform } from "./running-terraform";
import { StackFolder, type Applied } from "./terraform";

/** What one step of a rehearsal did. */
export interface Step {
  readonly what: string;
  readonly applied: Applied;
  readonly seconds: number;
  /** What a plan after it would still change; empty if all is well. */
  readonly left: readonly string[];
}

/** What makes a deploy harder than it need be. */
interface Trouble {
  readonly faults: readonly Injection[];
  readonly holds: readonly Hold[];
  /** Undoes what somebody does before a deploy. */
  readonly omits: (world: World) => void;
}

const none: Trouble = { faults: [], holds: [], omits: () => undefined };

/** APIs that a person enables before Terraform (docs/bootstrap.md). */
export const enabledByHand: readonly string[] = ["serviceusage", "cloudresourcemanager", "iam", "storage", "cloudkms"];

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
    private readonly running: RunningTerraform,
    private readonly work: string,
    private readonly omits: Trouble["omits"],
  ) {}

  /** An empty project, with what a person does before Terraform (docs/bootstrap.md, "Before Terraform"). */
  static async start(environment: Rehearsal["environment"], work: string): Promise<Rehearsal> {
    mkdirSync(work, { recursive: true });
    const world = new World([environment.project], apis);
    for (const api of enabledByHand) world.enabled.add(`${api}.googleapis.com`);
    makeAgents(environment, world, (agent) => "command" in serviceAgents[agent].madeBy);
    return Rehearsal.on(world, environment, work, none);
  }

  /** The same environment in another folder, which goes on apart from this one. */
  async copy(work: string, trouble: Partial<Trouble> = {}): Promise<Rehearsal> {
    cpSync(this.work, work, { recursive: true, verbatimSymlinks: true });
    return Rehearsal.on(this.world.copy(), this.environment, work, { ...none, ...trouble });
  }

  private static async on(
    world: World,
    environment: Rehearsal["environment"],
    work: string,
    trouble: Trouble,
  ): Promise<Rehearsal> {
    const running = new RunningTerraform();
    const faults = new Faults(trouble.faults);
    const holds = new Holds(trouble.holds);
    const google = await startGoogle(world, { waits, faults, holds, signal: running.signal });
    return new Rehearsal(environment, world, google, running, work, trouble.omits);
  }

  /** Deploys one layer, and plans it again unless nobody wants to know. */
  async deploy(layer: Layer, stacks: Stacks, after: "plan" | "nothing" = "plan"): Promise<Step> {
    if (layer === "runtime") {
      this.addSecretValues();
      this.addZones(stacks.get(stackId(this.environment, layer)) ?? {});
    }
    this.omits(this.world);
    const started = process.hrtime.bigint();
    const folder = this.folderOf(layer);
    const refused = await this.prepare(layer, stacks);
    const applied = refused.length > 0 ? { added: 0, changed: 0, destroyed: 0, errors: refused } : await folder.apply();
    const left = applied.errors.length > 0 || after === "nothing" ? [] : await folder.plan();
    // docs/bootstrap.md: the commands that bootstrap's output lists.
    if (layer === "bootstrap")
      makeAgents(this.environment, this.world, (agent) => "identityOf" in serviceAgents[agent].madeBy);
    // docs/how-to/signed-urls.md: after runtime the first key is added to each backend that takes one.
    if (layer === "runtime" && this.takesSignedUrls())
      makeAgents(this.environment, this.world, (agent) => agent === "cdnFill");
    return { what: `deploy ${stackId(this.environment, layer)}`, applied, seconds: secondsSince(started), left };
  }

  /** Gets a layer's provider, if that has not been done. Returns errors. */
  async prepare(layer: Layer, stacks: Stacks): Promise<readonly string[]> {
    const folder = this.written(layer, stacks);
    return existsSync(join(this.work, stackId(this.environment, layer), ".terraform")) ? [] : folder.init();
  }

  /** What another version of the provider would change in a layer that is deployed. From now on the layer has that version. */
  async planWith(layer: Layer, version: string): Promise<Step> {
    const started = process.hrtime.bigint();
    const folder = this.folderOf(layer);
    const errors = await folder.upgrade(version);
    const left = errors.length > 0 ? [] : await folder.plan();
    const what = `plan ${stackId(this.environment, layer)} with ${version}`;
    return { what, applied: { added: 0, changed: 0, destroyed: 0, errors }, seconds: secondsSince(started), left };
  }

  /** Runs the commands of a section of a page, which work on one layer. */
  async section(layer: Layer, section: PageSection, stacks: Stacks): Promise<Step> {
    const started = process.hrtime.bigint();
    const names = {
      ENVIRONMENT: this.environment.name,
      PROJECT: this.environment.project.id,
      ...section.names,
    };
    const env = this.written(layer, stacks).env();
    const errors = await runSection({ ...section, names }, this.work, env);
    const applied = { added: 0, changed: 0, destroyed: 0, errors };
    const what = `${section.page}, ${section.section}`;
    return { what, applied, seconds: secondsSince(started), left: [] };
  }

  /** Sets a layer's state back by one deploy, as a copied generation of its object does (runbooks/restore-secrets-and-state.md). */
  restoreState(layer: Layer): void {
    const state = join(this.work, stackId(this.environment, layer), "terraform.tfstate");
    copyFileSync(`${state}.backup`, state);
  }

  /** Runs a command of Terraform in a layer's folder, with the configuration that is to be deployed. */
  async command(layer: Layer, args: readonly string[], stacks: Stacks): Promise<Step> {
    const started = process.hrtime.bigint();
    const errors = await this.written(layer, stacks).command(args);
    const applied = { added: 0, changed: 0, destroyed: 0, errors };
    const what = `terraform ${args.join(" ")} in ${stackId(this.environment, layer)}`;
    return { what, applied, seconds: secondsSince(started), left: [] };
  }

  /** Destroys one layer, with the configuration that was deployed last. */
  async destroy(layer: Layer, stacks: Stacks): Promise<Step> {
    const started = process.hrtime.bigint();
    // A copy's folder still names the stand-in of the environment that it was copied from.
    const folder = this.written(layer, stacks);
    // docs/how-to/destroy-an-environment.md: the peering that Terraform leaves behind is removed by hand.
    if (layer === "foundation") for (const [path] of this.world.entries("servicenetworking")) this.world.forget(path);
    const applied = await folder.destroy();
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

  private written(layer: Layer, stacks: Stacks): StackFolder {
    this.world.operations.settle();
    const id = stackId(this.environment, layer);
    const stack = stacks.get(id);
    if (stack === undefined) throw new Error(`there is no stack ${id}`);
    const folder = this.folderOf(layer);
    folder.write(stack);
    return folder;
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
    const folder = new StackFolder(
      join(this.work, stackId(this.environment, layer)),
      this.google.root,
      apis,
      this.running,
    );
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
