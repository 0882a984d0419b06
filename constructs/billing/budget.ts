import { BillingBudget } from "@cdktf/provider-google/lib/billing-budget";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { check } from "../check";
import { thresholds } from "./thresholds";

export interface BudgetProps {
  readonly environment: Environment;
  /** Names of e-mail notification channels; a budget takes no other kind. */
  readonly channels: readonly string[];
}

/** Maximum number of notification channels. Google, "Budget" (Cloud Billing Budget API). */
const mostChannels = 5;

/** Google's id of Vertex AI in bills. The Cloud Billing Catalog API lists it, the same for every account; the product's new name did not change it. */
const vertexAi = "services/C7E2-9256-1C43";

/**
 * The environment's monthly budgets, of everything and, where one is given, of the
 * model alone, and the channels that are notified while they are spent. They warn and
 * stop nothing: billing data is hours old, so the application itself enforces the
 * daily limit of speech.
 *
 * A budget belongs to the billing account but counts this project alone, so a
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
    const { project, primaryRegion } = environment;
    const { billingAccount, monthlyUsd, modelMonthlyUsd } = environment.budget;
    const provider = new GoogleProvider(this, "Provider", {
      alias: "budget",
      project: project.id,
      region: primaryRegion,
      // The API belongs to no project, so a person's own login must name the project whose quota a call uses.
      billingProject: project.id,
      userProjectOverride: true,
      addTerraformAttributionLabel: false,
    });
    const budgetOf = (name: string, title: string, usd: number, filter: { services?: string[] } = {}): BillingBudget =>
      new BillingBudget(this, name, {
        provider,
        billingAccount,
        // Names the project, since the billing account also lists other projects' budgets.
        displayName: `${project.id}: ${title}`,
        amount: { specifiedAmount: { currencyCode: "USD", units: String(usd) } },
        budgetFilter: { projects: [`projects/${project.number}`], calendarPeriod: "MONTH", ...filter },
        thresholdRules: thresholds.map(({ share, basis }) => ({ thresholdPercent: share, spendBasis: basis })),
        allUpdatesRule: { monitoringNotificationChannels: [...channels], disableDefaultIamRecipients: false },
      });
    budgetOf("Default", "monthly budget", monthlyUsd);
    if (modelMonthlyUsd !== undefined)
      budgetOf("Model", "budget of the model", modelMonthlyUsd, { services: [vertexAi] });
  }
}
