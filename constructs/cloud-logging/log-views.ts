import { LoggingLogView } from "@cdktf/provider-google/lib/logging-log-view";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";

export interface LogViewsProps {
  readonly environment: Environment;
  /** Id of the log bucket whose entries the views show. */
  readonly bucketId: string;
}

interface View {
  readonly description: string;
  /** A view's filter may combine sources, log ids and one resource type, with AND. Google, "Configure log views on a log bucket". */
  readonly filter: string;
}

const dataAccess = 'LOG_ID("cloudaudit.googleapis.com/data_access")';

/** Filter for entries about a resource type, without the data access logs, which only an auditor should read. */
const about = (resourceType: string): string => `resource.type = "${resourceType}" AND NOT ${dataAccess}`;

/**
 * Log views, to which access can be granted separately: a developer can read the
 * services' logs without the data access logs. Parley grants no view: people's
 * access is the organization's task, and docs/organization.md has the commands.
 */
export class LogViews extends Construct {
  constructor(scope: Construct, id: string, { environment, bucketId }: LogViewsProps) {
    super(scope, id);
    for (const [name, { description, filter }] of Object.entries(viewsOf(environment))) {
      new LoggingLogView(this, name, {
        name,
        description,
        parent: `projects/${environment.project.id}`,
        location: "global",
        bucket: bucketId,
        filter,
      });
    }
  }
}

function viewsOf({ cloudSql, cluster }: Environment): Record<string, View> {
  return {
    services: { description: "What services write, and their requests", filter: about("cloud_run_revision") },
    "front-door": { description: "Requests at the load balancer", filter: about("http_load_balancer") },
    "data-access": { description: "Who read and wrote user data and secrets", filter: dataAccess },
    ...(cloudSql === undefined
      ? {}
      : { database: { description: "What the database writes", filter: about("cloudsql_database") } }),
    // Containers only: a view takes one type, and logs of nodes and the control plane concern the platform team.
    ...(cluster === undefined
      ? {}
      : { cluster: { description: "What the cluster's containers write", filter: about("k8s_container") } }),
  };
}
