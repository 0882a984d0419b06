import { ComputeBackendBucket } from "@cdktf/provider-google/lib/compute-backend-bucket";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import type { Environment } from "../../environments/environment";
import { bucketName, backendName, serviceAgentMember } from "../../environments/names";
import { securityHeaders } from "./security-headers";

export interface SiteBackendProps {
  readonly environment: Environment;
  /** Key of the bucket. */
  readonly bucket: string;
}

/**
 * Static content from a private bucket through Cloud CDN.
 *
 * Only the load balancer's agent may read the bucket, so its address at Cloud
 * Storage answers nobody (Google, "Configure private bucket access"); that
 * works with the CDN on.
 */
export class SiteBackend extends Construct {
  /** Path for URL maps; ordered after the backend and known at plan. */
  readonly path: string;

  constructor(scope: Construct, id: string, { environment, bucket }: SiteBackendProps) {
    super(scope, id);
    const backend = new ComputeBackendBucket(this, "Default", {
      name: backendName(environment, bucket),
      description: "Static content",
      bucketName: bucketName(environment, bucket),
      enableCdn: true,
      compressionMode: "AUTOMATIC",
      customResponseHeaders: [...securityHeaders],
      cdnPolicy: {
        // Files say by Cache-Control how long they live; an hour where they do not.
        cacheMode: "CACHE_ALL_STATIC",
        defaultTtl: 3600,
        maxTtl: 86400,
        clientTtl: 3600,
        negativeCaching: true,
        serveWhileStale: 86400,
        requestCoalescing: true,
      },
    });
    this.path = `projects/${environment.project.id}/global/backendBuckets/${backend.name}`;
    new StorageBucketIamMember(this, "Reader", {
      bucket: bucketName(environment, bucket),
      role: "roles/storage.objectViewer",
      member: serviceAgentMember(environment, "loadBalancer"),
      // Google makes the agent with the project's first backend bucket.
      dependsOn: [backend],
    });
  }
}
