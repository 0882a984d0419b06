import type { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import type { WorkloadEntry } from "./schema";
import type { Environment } from "../../contract/environment";
import { constructId } from "../../contract/names";
import { bucketName } from "../cloud-storage/names";
import { bucketRoles } from "../iam/roles";

export interface WorkloadProps {
  readonly environment: Environment;
  /** The workload's key, which is also the name of its Kubernetes service account. */
  readonly workload: string;
  readonly entry: WorkloadEntry;
  /** The cluster on which the grants depend: the project's workload identity pool is created with the first cluster. */
  readonly cluster: ContainerCluster;
}

/** The workload identity pool of a project's clusters. */
export const workloadPool = ({ project }: Pick<Environment, "project">): string => `${project.id}.svc.id.goog`;

/**
 * The grants that a workload's entry declares, each on one bucket. The principal is
 * the Kubernetes service account itself; there is no Google service account to
 * impersonate. Google, "Authenticate to Google Cloud APIs from GKE workloads".
 */
export class Workload extends Construct {
  constructor(scope: Construct, id: string, { environment, workload, entry, cluster }: WorkloadProps) {
    super(scope, id);
    const pool = `projects/${environment.project.number}/locations/global/workloadIdentityPools/${workloadPool(environment)}`;
    const member = `principal://iam.googleapis.com/${pool}/subject/ns/${entry.namespace}/sa/${workload}`;
    for (const intent of ["reads", "writes"] as const) {
      for (const bucket of entry[intent]) {
        new StorageBucketIamMember(this, `${constructId(intent)}-${bucket}`, {
          bucket: bucketName(environment, bucket),
          role: bucketRoles[intent],
          member,
          dependsOn: [cluster],
        });
      }
    }
  }
}
