import { MonitoringDashboard } from "@cdktf/provider-google/lib/monitoring-dashboard";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { dashboardJson, type Dashboard as Content } from "../../observability/dashboards/dashboard";
import { escapeTemplates } from "./escape-templates";

export interface DashboardProps {
  readonly environment: Environment;
  readonly dashboard: Content;
}

/**
 * One dashboard of Cloud Monitoring, at an address that is known before it
 * exists.
 *
 * The project stands as its number: the API answers with the number in the
 * dashboard's name, whatever was asked for, and demands that both agree (Google,
 * "projects.dashboards.create"). With the id every plan would change the name.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { environment, dashboard }: DashboardProps) {
    super(scope, id);
    new MonitoringDashboard(this, "Default", {
      project: environment.project.number,
      dashboardJson: escapeTemplates(dashboardJson(environment, dashboard)),
    });
  }
}
