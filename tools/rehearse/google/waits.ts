import type { Call } from "./call";

/**
 * What takes effect last, as the time without another call for which it waits, in
 * milliseconds. What needs it and does not wait for it fails each time, and not now and
 * then: Google says of grants, and of APIs that are enabled, that they take effect
 * minutes after the answer. APIs wait longer than grants, so that a grant that does not
 * wait for its API is refused, and peerings longer still, since nothing makes them but
 * what needs neither.
 */
export function waits({ method, service, path }: Call): number {
  if (path.endsWith("setIamPolicy") || /^b\/[^/]+\/iam$/.test(path)) return 150;
  if (service === "serviceusage" && /:(?:batchEnable|enable)$/.test(path)) return 300;
  if (service === "servicenetworking" && method !== "DELETE" && path.includes("/connections")) return 450;
  return 0;
}
