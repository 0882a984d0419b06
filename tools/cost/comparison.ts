import { gpuNodeHours, gpuNodeHourUsd } from "../../constructs/gke/cost";
import { baseline, estimate } from "../../contract/cost/estimate";
import { totalUsd, type CostLine } from "../../contract/cost/line";
import { committedUse } from "../../contract/cost/prices";
import { requestHours } from "../../constructs/cloud-run/cost";
import type { Environment } from "../../contract/environment";
import { inlineCode, table } from "../markdown";
import {
  audioTable,
  documentedOptimum,
  documentedSavings,
  environmentFigures,
  sessionHourUsd,
  type DocumentedLine,
} from "./documents";
import { dollars, percent, quantity } from "./money";

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);
const documentedTotal = sum(audioTable.map(({ usd }) => usd));

const covered = (environment: Environment, { covers }: DocumentedLine): number =>
  totalUsd(estimate(environment).filter(covers));

/** What the lines of 002's table come to here, all together. */
const sameScope = (environment: Environment): number =>
  totalUsd(estimate(environment).filter((line) => audioTable.some(({ covers }) => covers(line))));

/** What 003 gives each environment. */
export function environmentComparison(environments: readonly Environment[]): string[] {
  const rows = environments.flatMap((environment) => {
    const figure = environmentFigures[environment.name];
    if (figure === undefined) return [];
    const isLast = environment === environments.at(-1);
    const usd = totalUsd(isLast ? baseline(environment) : estimate(environment));
    return [
      [
        inlineCode(environment.name),
        isLast ? "without traffic" : "with its usage",
        `${dollars(figure[0])} to ${dollars(figure[1])}`,
        dollars(usd),
        usd <= figure[1] ? "within" : `${dollars(usd - figure[1])} more`,
      ],
    ];
  });
  return [
    "## Each environment",
    "The figures are 003's, for its own system; here four systems stand in one project. It leaves out Cloud Armor, NAT, uptime checks, alerts and the warm instances of the other systems. 002 asks for less than 500 dollars in dev.",
    table(["Environment", "Scope", "Documented", "Estimate", "Difference"], rows),
  ];
}

/** 002's table for the audio service. */
export function audioComparison(environment: Environment): string[] {
  const rest = totalUsd(estimate(environment)) - sameScope(environment);
  return [
    `## The audio service in ${environment.name}`,
    `002 gives 8,200 to 10,500 dollars a month at 1000 concurrent sessions, and its table comes to ${dollars(documentedTotal)}. Its budget of 11,000 follows from that. The lines that mean the same here, for the whole platform where they cannot be told apart:`,
    table(
      ["Line", "Documented", "Estimate", "What is wrong with it"],
      [
        ...audioTable.map((line) => [line.title, dollars(line.usd), dollars(covered(environment, line)), line.wrong]),
        ["**Total**", `**${dollars(documentedTotal)}**`, `**${dollars(sameScope(environment))}**`, ""],
      ],
    ),
    `The other lines of the estimate, ${dollars(rest)}, are in no table: the other services, speech, Cloud SQL, the GPU cluster, Cloud Armor, NAT and what leaves for the internet.`,
  ];
}

/** Dollars of an hour of conversation. */
export function unitCosts(environment: Environment): string[] {
  const hours = sum(
    environment.services.filter(({ key }) => key === "audio").map((service) => requestHours(environment, service)),
  );
  if (hours === 0) return [];
  const model = totalUsd(estimate(environment).filter(({ key }) => key.startsWith("model/")));
  const row = (title: string, usd: number): string[] => [title, dollars(usd), dollars(usd / hours)];
  return [
    "## An hour of conversation",
    `${quantity(hours)} hours of audio sessions are expected. 002 gives ${dollars(sessionHourUsd)} dollars an hour, so its ${dollars(documentedTotal)} stand for about ${quantity(Math.round(documentedTotal / sessionHourUsd / 100) * 100)} hours.`,
    table(
      ["Scope", "A month", "An hour"],
      [
        ["002", dollars(documentedTotal), dollars(sessionHourUsd)],
        row("The model alone", model),
        row("The lines of 002's table", sameScope(environment)),
        row("Everything", totalUsd(estimate(environment))),
      ],
    ),
  ];
}

/** What 002 would save, and what these lines would. */
export function savings(environment: Environment): string[] {
  const lines = estimate(environment);
  const isInstanceBased = (key: string): boolean =>
    environment.services.some((service) => !service.cpuIdle && key.startsWith(`run/${service.key}/`));
  const run = lines.filter(({ key }) => key.startsWith("run/"));
  const instanceBased = totalUsd(run.filter(({ key }) => isInstanceBased(key)));
  const requestBased = totalUsd(run.filter(({ key }) => !isInstanceBased(key)));
  const model = totalUsd(lines.filter(({ key }) => key.startsWith("model/")));
  const retention = usdOf(lines, "logging/retention");
  const committed = (term: "oneYear" | "threeYears"): number =>
    instanceBased * committedUse.instanceBased[term] + requestBased * committedUse.requestBased[term];
  const documented = documentedSavings.map(({ title, usd }) => [title, range(usd)]);
  const least = sum(documentedSavings.map(({ usd }) => usd[0]));
  const most = sum(documentedSavings.map(({ usd }) => usd[1]));
  return [
    "## Savings",
    `002 lists savings of ${dollars(least)} to ${dollars(most)}, which leave ${dollars(documentedTotal - most)} to ${dollars(documentedTotal - least)}; it writes ${dollars(documentedOptimum[0])} to ${dollars(documentedOptimum[1])}. This page names no optimized total, since nothing below is bought.`,
    table(["Documented saving", "A month"], documented),
    `Committed use is a spend on the billing account, not a resource of Terraform, and Google's discounts are others than the documented 20 and 37 %. If everything that Cloud Run costs here were committed for one or for three years:`,
    table(
      ["Cloud Run", "A month", "Discount", "Saved with one year", "Saved with three years"],
      [
        committedRow("Instance-based", instanceBased, committedUse.instanceBased),
        committedRow("Request-based", requestBased, committedUse.requestBased),
        [
          "Both",
          dollars(instanceBased + requestBased),
          "",
          dollars(committed("oneYear")),
          dollars(committed("threeYears")),
        ],
      ],
    ),
    `- **The model.** 15 to 25 % of enterprise pricing would be ${range([model * 0.15, model * 0.25])}. A smaller window for earlier turns saves more: half of it is ${dollars(usdOf(lines, "model/audio-context") / 2)}.
- **Log retention.** Fewer days than 30 save nothing: they are included. What is kept longer costs ${dollars(retention)}. Excluding entries saves 0.50 a GiB.
- **Old sessions** expire by themselves already.`,
  ];
}

const committedRow = (
  title: string,
  usd: number,
  { oneYear, threeYears }: { readonly oneYear: number; readonly threeYears: number },
): string[] => [
  title,
  dollars(usd),
  oneYear === threeYears ? percent(oneYear) : `${percent(oneYear)} and ${percent(threeYears)}`,
  dollars(usd * oneYear),
  dollars(usd * threeYears),
];

const usdOf = (lines: readonly CostLine[], of: string): number => totalUsd(lines.filter(({ key }) => key === of));

const range = ([from, to]: readonly [number, number]): string =>
  from === to ? dollars(from) : `${dollars(from)} to ${dollars(to)}`;

/** Nodes with accelerators at the list price and as spot machines. */
export function gpuPrices(environments: readonly Environment[]): string[] {
  const rows = environments.flatMap((environment) =>
    Object.entries(environment.cluster?.gpuPools ?? {})
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, pool]) => {
        const hours = gpuNodeHours(environment, key, pool);
        const [listed, spot] = [false, true].map((isSpot) => gpuNodeHourUsd(pool, environment.primaryRegion, isSpot));
        return [
          `${environment.name}: ${key}`,
          `${pool.machineType} with ${pool.accelerator.count} x ${pool.accelerator.type}`,
          quantity(hours),
          dollars(listed!),
          dollars(spot!),
          dollars(hours * listed!),
          dollars(hours * spot!),
        ];
      }),
  );
  if (rows.length === 0) return [];
  return [
    "## GPU nodes",
    "Spot machines cost at most 40 % of the list price, and Google takes them back when it likes. So a disposable environment has them and a protected one does not.",
    table(["Pool", "Node", "Hours", "Hour", "Hour, spot", "A month", "A month, spot"], rows),
  ];
}
