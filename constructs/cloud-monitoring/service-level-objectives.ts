import { MonitoringCustomService } from "@cdktf/provider-google/lib/monitoring-custom-service";
import { MonitoringSlo, type MonitoringSloRequestBasedSli } from "@cdktf/provider-google/lib/monitoring-slo";
import { Construct } from "constructs";
import type { Environment, Service } from "../../contract/environment";
import { constructId } from "../../contract/names";
import { monitoringFilter } from "../../observability/slos/filter";
import { serviceSlos, type Indicator } from "../../observability/slos/slo";
import { serviceName } from "../cloud-run/names";
import { sloServiceId } from "./names";

export interface ServiceLevelObjectivesProps {
  readonly environment: Environment;
  readonly service: Service;
}

/**
 * A service's objectives in Cloud Monitoring, for error budgets and burn-rate
 * charts. The burn-rate alerts are PromQL and do not need them.
 *
 * Cloud Monitoring refuses an objective on an unknown metric, and takes up to ten
 * minutes to recognize a new log-based metric. The foundation layer creates these
 * metrics, and the data and runtime layers are deployed in between.
 */
export class ServiceLevelObjectives extends Construct {
  constructor(scope: Construct, id: string, { environment, service }: ServiceLevelObjectivesProps) {
    super(scope, id);
    const userLabels = { service: service.slug, environment: environment.name };
    const watched = new MonitoringCustomService(this, "Default", {
      serviceId: sloServiceId(environment, service),
      displayName: service.title,
      // Cloud Run has one resource name per region; the objectives count the requests of all regions.
      telemetry: {
        resourceName: `//run.googleapis.com/projects/${environment.project.id}/locations/${environment.primaryRegion}/services/${serviceName(environment, service)}`,
      },
      userLabels,
    });
    for (const { key, title, goal, periodDays, indicator } of serviceSlos(environment, service))
      new MonitoringSlo(this, constructId(key), {
        service: watched.serviceId,
        sloId: key,
        displayName: title,
        goal,
        rollingPeriodDays: periodDays,
        requestBasedSli: requestBasedSli(indicator),
        userLabels,
      });
  }
}

function requestBasedSli(indicator: Indicator): MonitoringSloRequestBasedSli {
  const { metric, labels } = indicator;
  if (indicator.kind === "distribution")
    return {
      distributionCut: { distributionFilter: monitoringFilter(metric, labels), range: { max: indicator.max } },
    };
  return {
    goodTotalRatio: {
      badServiceFilter: monitoringFilter(indicator.badMetric, labels),
      totalServiceFilter: monitoringFilter(metric, labels),
    },
  };
}
