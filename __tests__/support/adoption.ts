import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { defineEnvironments } from "../../contract/define-environment";
import type { Environment, EnvironmentSpec } from "../../contract/environment";
import { ContractError } from "../../contract/issue";
import type { CatalogSpec } from "../../contract/catalog-schema";
import { specs as liveSpecs } from "../../environments/all";
import { catalog as liveCatalog } from "../../environments/catalog";
import { alertingPoliciesOf } from "../../observability/alerts/alerting-policy";
import { notification } from "../../observability/alerts/notification";
import { dashboardsOf } from "../../observability/dashboards/all";
import { PolicyError } from "../../policies/policy-error";
import { buildApp } from "../../stacks/build-app";
import { withoutStackTraces } from "../../stacks/without-stack-traces";
import { costPage } from "../../tools/cost/page";
import { page } from "../../tools/dashboards/page";
import { logContractPage } from "../../tools/log-contract/page";
import { recoveryPage } from "../../tools/recovery/page";
import { catalog } from "../reference/catalog";
import { specs } from "./environments";

/** The content of `environments/`: the environments in the order of promotion, and the shared settings. */
export interface Written {
  specs: Record<string, EnvironmentSpec>;
  catalog: CatalogSpec;
}

/** A change that a person would make; it is applied to a copy. */
export type Change = (written: Written) => void;

export const reference: Written = { specs, catalog };

/** The current content of `environments/`. */
export const live: Written = { specs: liveSpecs, catalog: liveCatalog };

export function changed(from: Written, ...changes: readonly Change[]): Written {
  const written = structuredClone(from);
  for (const change of changes) change(written);
  return written;
}

/** What `npm run synth` would print, one line an issue; empty if it would write the stacks and every page. */
export function issuesOf(written: Written): string[] {
  try {
    synthesized(written);
    return [];
  } catch (error) {
    if (error instanceof ContractError) return error.message.split("\n").slice(1);
    if (error instanceof PolicyError) return [...error.violations];
    throw error;
  }
}

const made = new Map<string, Record<string, string>>();

/**
 * Map from stack id to the JSON that Terraform would read. The same content is built once.
 *
 * @throws ContractError or PolicyError that lists every issue
 */
export function synthesized(written: Written): Record<string, string> {
  const content = JSON.stringify(written);
  const stacks = made.get(content) ?? make(written);
  made.set(content, stacks);
  return stacks;
}

/** Builds everything that is derived from environments: stacks with their policies and links, pages, alerts, dashboards. */
function make({ specs, catalog }: Written): Record<string, string> {
  const environments = defineEnvironments(specs, catalog);
  const outdir = mkdtempSync(join(tmpdir(), "parley-test-"));
  const stacks = withoutStackTraces(() => {
    const { children } = buildApp(environments, { outdir }).node;
    return children
      .filter((child) => TerraformStack.isStack(child))
      .map((stack) => [stack.node.id, JSON.stringify(stack.toTerraform())] as const);
  });
  writePages(environments);
  return Object.fromEntries(stacks);
}

function writePages(environments: readonly Environment[]): void {
  for (const text of [recoveryPage, costPage, logContractPage]) text(environments);
  for (const environment of environments)
    for (const policy of alertingPoliciesOf(environment)) notification(environment, policy);
  // The last environment is the most complete one, and drawing takes long.
  const last = environments.at(-1)!;
  for (const dashboard of dashboardsOf(last)) page(last, dashboard);
}
