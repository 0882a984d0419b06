import { BillingBudget } from "@cdktf/provider-google/lib/billing-budget";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { check } from "../check";

export interface BudgetProps {
  readonly environment: Environment;
  /** Names of e-mail notification channels; a budget takes no other kind. */
  readonly channels: readonly string[];
}

/** Maximum number of notification channels. Google, "Budget" (Cloud Billing Budget API). */
const mostChannels = 5;

/** Shares of the budget at which Google sends a notification. At 1.5 a release that costs so much is rolled back. */
const thresholds = [
  { share: 0.8, basis: "CURRENT_SPEND" },
  { share: 1, basis: "CURRENT_SPEND" },
  { share: 1.2, basis: "FORECASTED_SPEND" },
  { share: 1.5, basis: "CURRENT_SPEND" },
] as const;

/**
 * The environment's monthly budget and the channels that are notified before it
 * is spent. It warns and stops nothing: billing data is hours old, so the
 * application itself enforces the daily limit of speech.
 *
 * The budget belongs to the billing account but counts this project alone, so a
 * deployer needs rights on the project only (Google, "Access control for the Cloud
 * Billing Budget API"). No ownership scope is set, so these rights also suffice to
 * change it. Administrators of the billing account are notified too, since they
 * pay.
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
      // The API belongs to no project, so a person's own login must name the project whose quota a call uses.
      billingProject: project.id,
      userProjectOverride: true,
      addTerraformAttributionLabel: false,
    });
    new BillingBudget(this, "Default", {
      provider,
      billingAccount: budget.billingAccount,
      // Names the project, since the billing account also lists other projects' budgets.
      displayName: `${project.id}: monthly budget`,
      amount: { specifiedAmount: { currencyCode: "USD", units: String(budget.monthlyUsd) } },
      budgetFilter: { projects: [`projects/${project.number}`], calendarPeriod: "MONTH" },
      thresholdRules: thresholds.map(({ share, basis }) => ({ thresholdPercent: share, spendBasis: basis })),
      allUpdatesRule: { monitoringNotificationChannels: [...channels], disableDefaultIamRecipients: false },
    });
  }
}
