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
 * Objects of a private bucket through Cloud CDN. An object's name is the whole
 * path of the request, so `/static/app.js` is the object `static/app.js`.
 *
 * Whose requests are answered follows from who may read the bucket:
 *
 * - A site's are everybody's: the load balancer's agent reads it (Google,
 *   "Configure private bucket access").
 * - Records' are those with a valid signed URL: Cloud CDN checks the signature
 *   and fills the cache as an agent of its own. It lets an unsigned request
 *   through to the bucket (Google, "Use signed URLs"), which refuses it, since the
 *   load balancer's agent has no grant there.
 *
 * Keys of signed URLs are not made here: Terraform would keep their value in its
 * state. docs/first-deploy.md adds them by command.
 *
 * What is deleted from the bucket may be served for a day, and for another while
 * the CDN asks for it again; `gcloud compute url-maps invalidate-cdn-cache` ends
 * that at once.
 */
export class BucketBackend extends Construct {
  /** Path for URL maps; ordered after the backend and known at plan. */
  readonly path: string;

  constructor(scope: Construct, id: string, { environment, bucket, cdn }: BucketBackendProps) {
    super(scope, id);
    const { cacheMode, signed } = cdn;
    const backend = new ComputeBackendBucket(this, "Default", {
      name: backendName(environment, bucket),
      description: signed ? "Objects for whoever has a signed URL" : "Static content",
      bucketName: bucketName(environment, bucket),
      enableCdn: true,
      compressionMode: "AUTOMATIC",
      customResponseHeaders: [...securityHeaders],
      cdnPolicy: {
        ...lifetimes(cacheMode),
        // What is missing is asked for again after a minute, so that a new object does not stay unseen.
        negativeCaching: true,
        negativeCachingPolicy: [404, 410].map((code) => ({ code, ttl: 60 })),
        serveWhileStale: daySeconds,
        requestCoalescing: true,
        ...(signed ? { signedUrlCacheMaxAgeSec: daySeconds } : {}),
      },
    });
    this.path = `projects/${environment.project.id}/global/backendBuckets/${backend.name}`;
    // Google makes the CDN's agent with the first key, and refuses a grant to one that does not exist.
    if (signed && environment.signedUrlKeys.length === 0) return;
    new StorageBucketIamMember(this, "Reader", {
      bucket: bucketName(environment, bucket),
      role: bucketRoles.reads,
      member: serviceAgentMember(environment, signed ? "cdnFill" : "loadBalancer"),
      // Google makes the load balancer's agent with the project's first backend bucket.
      dependsOn: [backend],
    });
  }
}

/** How long responses live, by the arguments that the mode takes. Google, "Using TTL settings and overrides" (Cloud CDN). */
function lifetimes(cacheMode: CacheMode): ComputeBackendBucketCdnPolicy {
  switch (cacheMode) {
    case "CACHE_ALL_STATIC":
      // Files say by Cache-Control how long they live, up to a day; an hour where they do not.
      return { cacheMode, defaultTtl: hourSeconds, maxTtl: daySeconds, clientTtl: hourSeconds };
    case "FORCE_CACHE_ALL":
      // Takes no maximum: nothing that a file says counts.
      return { cacheMode, defaultTtl: daySeconds, clientTtl: hourSeconds };
    case "USE_ORIGIN_HEADERS":
      return { cacheMode };
  }
}
