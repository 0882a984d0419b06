import { formatList } from "../../contract/format-list";
import type { Environment } from "../../contract/environment";
import { bestMechanism, limitingMechanism, storesOf, titleOf } from "../../contract/recovery";
import type { Mechanism, Store, Threat } from "../../contract/recovery-mechanism";
import { bulletList, duration, table } from "../markdown";
import { madeAgain, services, uncovered } from "./sections";

const intro = `# Recovery

What may be lost of each store, how long it may be gone, and what the settings of each environment give. \`npm run update\` writes this page from \`environments/\`; edit those instead.

The contract refuses a protected environment whose settings do not meet its objectives. What the columns mean:

- **May lose** is the recovery point objective (RPO) and **loses at most** is what the settings give: how far back the newest writes that are gone may reach.
- **May be gone** is the recovery time objective (RTO) and **back within** is what the settings give: the time from the decision to recover until the store serves again.
- **Time** says whose figure that is. Google gives no time for a restore, so a **planned** one is ours, and a drill must confirm it. What is lost at most is always what Google's page says.

Each figure is for the worse of two cases: a zone of the region is lost, or somebody deletes or overwrites what they should not. The lists below each table say what helps in which case, and which page of Google's says so.`;

/** docs/recovery.md: the environment that serves users first, since that is the one that somebody looks up at night. */
export function recoveryPage(environments: readonly Environment[]): string {
  const sections = [
    intro,
    ...[...environments].reverse().flatMap(environmentSection),
    ...services(environments),
    ...madeAgain(environments),
    ...uncovered(environments),
  ];
  return `${sections.join("\n\n")}\n`;
}

function environmentSection(environment: Environment): string[] {
  const { name, project, primaryRegion, protection } = environment;
  const stores = storesOf(environment);
  const binding =
    protection === "protected"
      ? "It is protected, so the contract holds each objective against the settings."
      : "It is disposable: no objective binds it, and Terraform may destroy all of it.";
  return [
    `## ${name}`,
    `Project \`${project.id}\`, data in \`${primaryRegion}\`. ${binding}`,
    table(
      ["Store", "May lose", "Loses at most", "May be gone", "Back within", "Time", "By"],
      stores.map((store) => row(store)),
    ),
    "Somebody deleted or overwrote something:",
    bulletList(explanations(stores, "mistake")),
    "A zone is lost:",
    bulletList(explanations(stores, "zone")),
  ];
}

function row(store: Store): string[] {
  const { rpoMinutes } = limitingMechanism(store, "rpoMinutes");
  const { rtoMinutes, rtoFrom } = limitingMechanism(store, "rtoMinutes");
  const { objective } = store;
  return [
    titleOf(store),
    objective === undefined ? "not declared" : point(objective.rpoMinutes),
    point(rpoMinutes),
    objective === undefined ? "not declared" : duration(objective.rtoMinutes),
    rtoMinutes === Infinity ? "never" : duration(rtoMinutes),
    rtoMinutes === Infinity ? "-" : rtoFrom === "planning" ? "planned" : "Google's",
    bestMechanism(store, "mistake").title,
  ];
}

const point = (minutes: number): string =>
  minutes === Infinity ? "everything" : minutes === 0 ? "nothing" : duration(minutes);

/** Each way back against a threat once, with the stores that have it. */
function explanations(stores: readonly Store[], threat: Threat): string[] {
  const groups = new Map<string, { mechanism: Mechanism; having: Store[] }>();
  for (const store of stores) {
    for (const mechanism of store.mechanisms.filter(({ against }) => against.includes(threat))) {
      const group = groups.get(mechanism.how) ?? { mechanism, having: [] };
      group.having.push(store);
      groups.set(mechanism.how, group);
    }
  }
  return [...groups.values()].map(
    ({ mechanism, having }) =>
      `**${named(having)}**, ${figures(mechanism)}: ${mechanism.how} Google, "${mechanism.source}".`,
  );
}

/** `Buckets a and b` for `Bucket a` and `Bucket b`. */
function named(stores: readonly Store[]): string {
  const kinds = new Map<string, string[]>();
  for (const { kind, key } of stores) {
    kinds.set(kind, [...(kinds.get(kind) ?? []), ...(key === undefined ? [] : [key])]);
  }
  const shown = [...kinds].map(([kind, keys]) =>
    keys.length === 0 ? kind : `${kind}${keys.length > 1 ? "s" : ""} ${formatList(keys)}`,
  );
  return shown.join("; ");
}

function figures({ title, rpoMinutes, rtoMinutes, rtoFrom }: Mechanism): string {
  if (rpoMinutes === Infinity) return "nothing brings it back";
  const time =
    rtoMinutes === 0
      ? "back at once (Google's)"
      : `back within ${duration(rtoMinutes)} (${rtoFrom === "planning" ? "planned" : "Google's"})`;
  return `by ${title}, loses ${rpoMinutes === 0 ? "nothing" : `up to ${duration(rpoMinutes)}`}, ${time}`;
}
