import { unmet } from "../../contract/unmet";
import { estimate } from "../../contract/cost/estimate";
import { totalUsd } from "../../contract/cost/line";
import { asUsed } from "../../contract/cost/used-environment";
import type { Environment } from "../../contract/environment";
import { hasUsers } from "../../contract/load";
import { dollars } from "./money";

/** What the environment that a change meets first may cost: dollars a month, and a share of the one that serves users. */
export const limits = { usd: 500, share: 0.1 };

/** The first environment of the promotion order is for trying things out, so it stays cheap. It is measured against the last one once that has users. */
export function limitIssues(environments: readonly Environment[]): string[] {
  const [first, last] = [environments[0], environments.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const [usd, of] = [totalUsd(estimate(first)), totalUsd(estimate(last))];
  return unmet([
    [usd < limits.usd, `${first.name} costs ${dollars(usd)} dollars a month and must stay below ${limits.usd}`],
    [
      !hasUsers(asUsed(last, "expected").usage) || usd < of * limits.share,
      `${first.name} costs ${dollars(usd)} dollars a month and must stay below ${limits.share * 100} % of ${last.name}, which are ${dollars(of * limits.share)}`,
    ],
  ]);
}
