import type { Environment } from "../../contract/environment";
import { alertsOf } from "../alerts/all";
import { costDashboard } from "./cost";
import type { Dashboard } from "./dashboard";
import { overviewDashboard } from "./overview";
import { serviceDashboard } from "./service";

/** Every dashboard of an environment: the overview, one per service, and the costs. */
export function dashboardsOf(environment: Environment): Dashboard[] {
  const alerts = alertsOf(environment);
  return [
    overviewDashboard(environment, alerts),
    ...environment.services.map((service) => serviceDashboard(environment, service, alerts)),
    costDashboard(environment, alerts),
  ];
}
