import { auditBucketName, bucketName, stateBucketName } from "../../constructs/cloud-storage/names";
import type { Environment } from "../environment";
import { environmentFile, type Issue } from "../issue";
import { networkRanges } from "../network-ranges";
import { overlapping } from "../ranges";
import { publicHosts } from "../routes";
import { domainField } from "./hosts";

/**
 * Two environments share nothing: a change to one could reach the other. Each
 * issue names the field of both files, since either may be the wrong one.
 */
export function sharedIssues(earlier: Environment, later: Environment): Issue[] {
  const issue = (field: string, message: string): Issue => ({ file: environmentFile(later.name), field, message });
  const written = (field: string): string => `${field} of ${environmentFile(earlier.name)}`;
  const same: [field: string, one: string, other: string][] = [
    ["project.id", earlier.project.id, later.project.id],
    ["project.number", earlier.project.number, later.project.number],
    ["domain", earlier.domain, later.domain],
  ];
  const hosts = earlier.domain === later.domain ? [] : publicHosts(earlier);
  // One project has the same buckets; what follows would be noise beside that.
  const buckets = earlier.project.id === later.project.id ? [] : bucketNames(earlier);
  return [
    ...same
      .filter(([, one, other]) => one === other)
      .map(([field, value]) => issue(field, `'${value}' is also ${written(field)}; give each environment its own`)),
    ...bucketNames(later)
      .filter((bucket) => buckets.includes(bucket))
      .map((bucket) =>
        issue(
          "project.id",
          `makes a bucket '${bucket}', and so does ${written("project.id")}; bucket names are global, so rename the bucket or take another project`,
        ),
      ),
    ...publicHosts(later).flatMap(({ host, domain }) => {
      const other = hosts.find((one) => one.host === host);
      return other === undefined
        ? []
        : issue(
            domainField(later, domain),
            `serves '${host}', and so does ${written(domainField(earlier, other.domain))}; give each environment its own`,
          );
    }),
    ...overlapping(networkRanges(later), networkRanges(earlier)).map(([one, other]) =>
      issue(
        one.field,
        `${one.range} overlaps ${other.range}, which is ${written(other.field)}; the networks could never be joined, so take another range`,
      ),
    ),
  ];
}

/** Names of all buckets of an environment, those that no entry declares included. */
const bucketNames = (environment: Environment): string[] => [
  ...Object.keys(environment.buckets).map((bucket) => bucketName(environment, bucket)),
  auditBucketName(environment),
  stateBucketName(environment),
];
