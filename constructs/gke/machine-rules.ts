import { unmet } from "../../contract/unmet";
import type { GpuPool } from "./schema";
import type { Issue } from "../../contract/issue";
import { suggestion } from "../../contract/schema-issues";

/** Map from GPU to its machine family and the allowed numbers per machine. Google, "GPU machine types". */
const accelerators: Readonly<Record<string, { readonly family: string; readonly counts: readonly number[] }>> = {
  "nvidia-l4": { family: "g2", counts: [1, 2, 4, 8] },
  "nvidia-tesla-p100": { family: "n1", counts: [1, 2, 4] },
  "nvidia-tesla-p4": { family: "n1", counts: [1, 2, 4] },
  "nvidia-tesla-t4": { family: "n1", counts: [1, 2, 4] },
  "nvidia-tesla-v100": { family: "n1", counts: [1, 2, 4, 8] },
};

/** Map from machine family to the vCPU numbers of its known machine types. Google, "General-purpose machine family" and "GPU machine types". */
const machines: Readonly<Record<string, readonly number[]>> = {
  "e2-standard": [2, 4, 8, 16, 32],
  "g2-standard": [4, 8, 12, 16, 24, 32, 48, 96],
  "n1-highcpu": [2, 4, 8, 16, 32, 64, 96],
  "n1-highmem": [2, 4, 8, 16, 32, 64, 96],
  "n1-standard": [1, 2, 4, 8, 16, 32, 64, 96],
};
/** Map from vCPU to the number of L4 GPUs of a G2 machine, where it is not 1. Google, "GPU machine types". */
const acceleratorsOfG2: Readonly<Record<number, number>> = { 24: 2, 48: 4, 96: 8 };
/** Map from the number of T4 GPUs to the maximum vCPU. Google, "GPUs on Compute Engine". */
const mostCoresBesideT4: Readonly<Record<number, number>> = { 1: 48, 2: 48, 4: 96 };

/** Creates an issue in the environment's file. */
export type NewIssue = (field: string, message: string) => Issue;

/** Family and vCPU of a machine type; NaN where it names none. */
export function machineOf(machineType: string): { family: string; cores: number } {
  const [, family = "", cores] = /^(.*)-(\d+)$/.exec(machineType) ?? [];
  return { family, cores: Number(cores) };
}

/** Refuses a machine type that is not in `machines`. */
export function machineIssues(field: string, machineType: string, issue: NewIssue): Issue[] {
  const { family, cores } = machineOf(machineType);
  const sizes = Object.hasOwn(machines, family) ? machines[family] : undefined;
  if (sizes?.includes(cores)) return [];
  const known =
    sizes === undefined
      ? `the families ${Object.keys(machines).join(", ")}`
      : `${family} with ${sizes.join(", ")} vCPU`;
  return [
    issue(
      field,
      `'${machineType}' is no machine type that is known here, which are ${known}; add a new one to constructs/gke/machine-rules.ts`,
    ),
  ];
}

/** Refuses a machine type that supports the GPU but not this number of it. */
function countIssues(field: string, { machineType, accelerator: { type, count } }: GpuPool, issue: NewIssue): Issue[] {
  const { cores } = machineOf(machineType);
  const fixed = type === "nvidia-l4" ? (acceleratorsOfG2[cores] ?? 1) : count;
  if (count !== fixed)
    return [
      issue(`${field}.accelerator.count`, `is ${count}, but '${machineType}' comes with ${fixed}; set it to ${fixed}`),
    ];
  const most = type === "nvidia-tesla-t4" ? mostCoresBesideT4[count] : undefined;
  if (most === undefined || cores <= most) return [];
  const message = `'${machineType}' has ${cores} vCPU, more than the ${most} that a machine takes beside ${count} of ${type}; choose a smaller one or raise accelerator.count`;
  return [issue(`${field}.machineType`, message)];
}

/** Suggests the known GPU with the same last word, such as `nvidia-tesla-t4` for `nvidia-t4`, or the closest name. */
function acceleratorHint(type: string): string {
  const known = Object.keys(accelerators);
  const model = type.split("-").at(-1) ?? "";
  const alike = known.find((name) => name.split("-").at(-1) === model);
  return alike === undefined ? suggestion(type, known) : `; did you mean '${alike}'?`;
}

/** Refuses a GPU that the machine type does not support, or not in this number. */
export function acceleratorIssues(field: string, pool: GpuPool, issue: NewIssue): Issue[] {
  const { machineType, accelerator } = pool;
  const { type, count } = accelerator;
  const known = Object.hasOwn(accelerators, type) ? accelerators[type] : undefined;
  if (known === undefined) {
    return [
      issue(
        `${field}.accelerator.type`,
        `'${type}' is no accelerator that is known here${acceleratorHint(type)}; add a new one to constructs/gke/machine-rules.ts`,
      ),
    ];
  }
  const unknown = machineIssues(`${field}.machineType`, machineType, issue);
  if (unknown.length > 0) return unknown;
  const { family, counts } = known;
  const fits = machineType.startsWith(`${family}-`) && counts.includes(count);
  if (fits) return countIssues(field, pool, issue);
  return unmet([
    [
      machineType.startsWith(`${family}-`),
      issue(
        `${field}.machineType`,
        `'${machineType}' takes no ${type}; choose a machine type of the family ${family}, such as '${family}-standard-4'`,
      ),
    ],
    [
      counts.includes(count),
      issue(`${field}.accelerator.count`, `is ${count}, but a machine takes ${counts.join(", ")} of ${type}`),
    ],
  ]);
}
