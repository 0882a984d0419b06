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
 * One Cloud Monitoring dashboard, at an address that is known at plan time.
 *
 * The project is given by its number: the API always returns the number in the
 * dashboard's name and requires that both agree (Google,
 * "projects.dashboards.create"). With the project id, every plan would show drift.
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
