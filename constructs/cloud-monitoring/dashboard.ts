import { MonitoringDashboard } from "@cdktf/provider-google/lib/monitoring-dashboard";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { dashboardJson, type Dashboard as Content } from "../../observability/dashboards/dashboard";
import { escapeTemplates } from "./escape-templates";

export interface DashboardProps {
  readonly environment: Environment;
  readonly dashboard: Content;
  /** Map from a placeholder in the queries to a value that is known after apply, such as the id of an uptime check. */
  readonly known: Readonly<Record<string, string>>;
}

/**
 * One Cloud Monitoring dashboard, at an address that is known at plan time.
 *
 * The project is given by its number: the API always returns the number in the
 * dashboard's name and requires that both agree (Google,
 * "projects.dashboards.create"). With the project id, every plan would show drift.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { environment, dashboard, known }: DashboardProps) {
    super(scope, id);
    new MonitoringDashboard(this, "Default", {
      project: environment.project.number,
      dashboardJson: Object.entries(known).reduce(
        // A placeholder ends with its quote, since one may begin like another.
        (json, [name, value]) => json.replaceAll(`${name}\\"`, `${value}\\"`),
        escapeTemplates(dashboardJson(environment, dashboard)),
      ),
    });
  }
}
