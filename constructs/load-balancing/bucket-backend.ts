import {
  ComputeBackendBucket,
  type ComputeBackendBucketCdnPolicy,
} from "@cdktf/provider-google/lib/compute-backend-bucket";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import { daySeconds, hourSeconds } from "../../contract/duration";
import type { Environment } from "../../contract/environment";
import type { CdnOrigin } from "../../contract/routes";
import { serviceAgentMember } from "../../contract/service-agents";
import { bucketName } from "../cloud-storage/names";
import { bucketRoles } from "../iam/roles";
import { backendName } from "./names";
import type { CacheMode } from "./schema";
import { securityHeaders } from "./security-headers";

export interface BucketBackendProps {
  readonly environment: Environment;
  /** Key of the bucket. */
  readonly bucket: string;
  readonly cdn: CdnOrigin;
}

/**
 * Delivers the objects of a private bucket through Cloud CDN. The request path is the
 * object's name: `/static/app.js` is the object `static/app.js`.
 *
 * The grants on the bucket decide which requests are answered:
 *
 * - A site answers all requests: the load balancer's service agent reads the bucket
 *   (Google, "Configure private bucket access").
 * - Records answer requests with a valid signed URL: Cloud CDN verifies the signature
 *   and fills the cache as its own service agent. It forwards an unsigned request to
 *   the bucket (Google, "Use signed URLs"), which refuses it, since the load
 *   balancer's agent has no grant there.
 *
 * Signing keys are not created here, since Terraform would store their values in its
 * state. docs/first-deploy.md adds them by command.
 *
 * The CDN may serve a deleted object for a day, and for another day while it
 * revalidates; `gcloud compute url-maps invalidate-cdn-cache` ends this at once.
 */
export class BucketBackend extends Construct {
  /** Path for URL maps, known at plan time; a resource that uses it depends on the backend. */
  readonly path: string;

  constructor(scope: Construct, id: string, { environment, bucket, cdn }: BucketBackendProps) {
    super(scope, id);
    const { cacheMode, signed } = cdn;
    const backend = new ComputeBackendBucket(this, "Default", {
      name: backendName(environment, bucket),
      description: signed ? "Objects for holders of a signed URL" : "Static content",
      bucketName: bucketName(environment, bucket),
      enableCdn: true,
      compressionMode: "AUTOMATIC",
      customResponseHeaders: [...securityHeaders],
      cdnPolicy: {
        ...lifetimes(cacheMode),
        // A 404 is cached for a minute only, so that a new object is soon visible.
        negativeCaching: true,
        negativeCachingPolicy: [404, 410].map((code) => ({ code, ttl: 60 })),
        serveWhileStale: daySeconds,
        requestCoalescing: true,
        ...(signed ? { signedUrlCacheMaxAgeSec: daySeconds } : {}),
      },
    });
    this.path = `projects/${environment.project.id}/global/backendBuckets/${backend.name}`;
    // Google creates the CDN's service agent with the first signing key, and refuses a grant before that.
    if (signed && environment.signedUrlKeys.length === 0) return;
    new StorageBucketIamMember(this, "Reader", {
      bucket: bucketName(environment, bucket),
      role: bucketRoles.reads,
      member: serviceAgentMember(environment, signed ? "cdnFill" : "loadBalancer"),
      // Google creates the load balancer's service agent with the project's first backend bucket.
      dependsOn: [backend],
    });
  }
}

/** Lifetimes of cached responses; each cache mode accepts different arguments. Google, "Using TTL settings and overrides" (Cloud CDN). */
function lifetimes(cacheMode: CacheMode): ComputeBackendBucketCdnPolicy {
  switch (cacheMode) {
    case "CACHE_ALL_STATIC":
      // As long as Cache-Control says, at most a day; an hour without Cache-Control.
      return { cacheMode, defaultTtl: hourSeconds, maxTtl: daySeconds, clientTtl: hourSeconds };
    case "FORCE_CACHE_ALL":
      // This mode accepts no maximum, since it ignores Cache-Control.
      return { cacheMode, defaultTtl: daySeconds, clientTtl: hourSeconds };
    case "USE_ORIGIN_HEADERS":
      return { cacheMode };
  }
}
