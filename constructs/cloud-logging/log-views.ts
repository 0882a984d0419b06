import { LoggingLogView } from "@cdktf/provider-google/lib/logging-log-view";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";

export interface LogViewsProps {
  readonly environment: Environment;
  /** Log bucket whose entries the views show. */
  readonly bucketId: string;
}

interface View {
  readonly description: string;
  /** A view's filter knows sources, log ids and one resource type, joined by AND. Google, "Configure log views on a log bucket". */
  readonly filter: string;
}

const dataAccess = 'LOG_ID("cloudaudit.googleapis.com/data_access")';

/** Entries about a type of resource, without those that tell who accessed what: they are an auditor's. */
const about = (resourceType: string): string => `resource.type = "${resourceType}" AND NOT ${dataAccess}`;

/**
 * Parts of the logs that can be granted one by one, so that a developer reads
 * what the services write and not who read which record. Parley grants none:
 * people are the organization's, and docs/organization.md has the commands.
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
    // Containers alone: a view takes one type, and nodes and the control plane are the platform team's.
    ...(cluster === undefined
      ? {}
      : { cluster: { description: "What the cluster's containers write", filter: about("k8s_container") } }),
  };
}
