import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { NotificationChannels } from "../constructs/monitoring/notification-channels";
import { UptimeCheck } from "../constructs/monitoring/uptime-check";
import type { Environment } from "../environments/environment";
import { constructId, stackId } from "../environments/names";
import { isRouted } from "../environments/routes";
import { configureLayer } from "./layer";

/** What watches the rest: notification channels and uptime checks. */
export class OperationsStack extends TerraformStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, stackId(environment, "operations"));
    configureLayer(this, environment, "operations");
    new NotificationChannels(this, "Channels", { environment });
    for (const service of environment.services.filter(isRouted)) {
      new UptimeCheck(this, `${constructId(service.key)}Uptime`, { environment, service });
    }
  }
}
