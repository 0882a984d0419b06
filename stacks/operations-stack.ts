import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AlertPolicy } from "../constructs/cloud-monitoring/alert-policy";
import { Budget } from "../constructs/billing/budget";
import { Dashboard } from "../constructs/cloud-monitoring/dashboard";
import { NotificationChannels } from "../constructs/cloud-monitoring/notification-channels";
import { QuotaPreference } from "../constructs/cloud-quotas/quota-preference";
import { ServiceLevelObjectives } from "../constructs/cloud-monitoring/service-level-objectives";
import { UptimeCheck } from "../constructs/cloud-monitoring/uptime-check";
import type { Environment } from "../contract/environment";
import { constructId, stackId } from "../contract/names";
import { isRouted } from "../contract/routes";
import { alertingPoliciesOf } from "../observability/alerts/alerting-policy";
import { uptimeCheckMarker } from "../constructs/cloud-monitoring/alerts";
import { dashboardUrl, overviewKey } from "../observability/dashboards/dashboard";
import { dashboardsOf } from "../observability/dashboards/all";
import { configureLayer } from "./layer";

/** Observability and limits: uptime checks, objectives, alerts and their notification channels, dashboards, the budget, quotas. */
export class OperationsStack extends TerraformStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, stackId(environment, "operations"));
    configureLayer(this, environment, "operations");
    const channels = new NotificationChannels(this, "Channels", { environment });
    const checks = environment.services.filter(isRouted).map((service) => {
      const { checkId } = new UptimeCheck(this, `${constructId(service.slug)}Uptime`, { environment, service });
      return [uptimeCheckMarker(service), checkId] as const;
    });
    const known = Object.fromEntries(checks);
    for (const policy of alertingPoliciesOf(environment)) {
      new AlertPolicy(this, `Alert-${policy.id}`, {
        environment,
        policy,
        channels: channels.of(policy.severity),
        known,
      });
    }
    for (const service of environment.services)
      new ServiceLevelObjectives(this, `Objectives-${service.slug}`, { environment, service });
    for (const dashboard of dashboardsOf(environment))
      new Dashboard(this, `Dashboard-${dashboard.key}`, { environment, dashboard, known });
    new Budget(this, "Budget", { environment, channels: channels.emails });
    for (const [name, preference] of Object.entries(environment.quotas))
      new QuotaPreference(this, `Quota-${name}`, { environment, name, preference });
    new TerraformOutput(this, "dashboard_url", {
      value: dashboardUrl(environment, overviewKey),
      description: "The overview; it links the other dashboards and the runbooks",
    });
  }
}
