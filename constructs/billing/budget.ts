import { BillingBudget } from "@cdktf/provider-google/lib/billing-budget";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { check } from "../check";

export interface BudgetProps {
  readonly environment: Environment;
  /** Names of e-mail channels; a budget takes no others. */
  readonly channels: readonly string[];
}

/** Google, "Budget" (Cloud Billing Budget API). */
const mostChannels = 5;

/** Shares of the budget at which Google writes. Half above it, a release that costs so much is taken back. */
const thresholds = [
  { share: 0.8, basis: "CURRENT_SPEND" },
  { share: 1, basis: "CURRENT_SPEND" },
  { share: 1.2, basis: "FORECASTED_SPEND" },
  { share: 1.5, basis: "CURRENT_SPEND" },
] as const;

/**
 * What the environment may cost in a month, and who hears of it before it is
 * spent. It warns and stops nothing: figures of billing are hours old, so the
 * application keeps the daily limit of speech by itself.
 *
 * It lies on the billing account but counts this project alone, so whoever
 * deploys needs rights on the project only (Google, "Access control for the Cloud
 * Billing Budget API"). Nothing is said of who owns it, which leaves it to these
 * rights as well. Administrators of the billing account are told beside the
 * channels: they pay.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { environment, channels }: BudgetProps) {
    super(scope, id);
    check(this, [
      [channels.length > 0, "no channel is told"],
      [channels.length <= mostChannels, `${channels.length} channels are more than the ${mostChannels} of a budget`],
    ]);
    const { project, primaryRegion, budget } = environment;
    const provider = new GoogleProvider(this, "Provider", {
      alias: "budget",
      project: project.id,
      region: primaryRegion,
      // The API belongs to no project, so a person's own login must say whose quota a call takes.
      billingProject: project.id,
      userProjectOverride: true,
      addTerraformAttributionLabel: false,
    });
    new BillingBudget(this, "Default", {
      provider,
      billingAccount: budget.billingAccount,
      // Beside those of other projects.
      displayName: `${project.id}: monthly budget`,
      amount: { specifiedAmount: { currencyCode: "USD", units: String(budget.monthlyUsd) } },
      budgetFilter: { projects: [`projects/${project.number}`], calendarPeriod: "MONTH" },
      thresholdRules: thresholds.map(({ share, basis }) => ({ thresholdPercent: share, spendBasis: basis })),
      allUpdatesRule: { monitoringNotificationChannels: [...channels], disableDefaultIamRecipients: false },
    });
  }
}
