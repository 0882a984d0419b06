import type { World } from "../google/world";

interface Share {
  readonly revision: string;
  readonly percent: number;
  /** Start of the image's digest. */
  readonly image: string;
}

/** Who serves, as `gcloud run services describe` prints `status.traffic`: revisions with a share above 0. */
function sharesOf(google: World, service: string, region: string): Share[] {
  const { trafficStatuses, _revisions } = google.read(
    `projects/${google.projects[0]!.id}/locations/${region}/services/${service}`,
  ) as { trafficStatuses: { revision: string; percent?: number }[]; _revisions: Record<string, string> };
  return trafficStatuses.flatMap(({ revision, percent = 0 }) =>
    percent === 0 ? [] : [{ revision, percent, image: /@sha256:(\w{4})/.exec(_revisions[revision]!)?.[1] ?? "a tag" }],
  );
}

/**
 * The revision that has all traffic, which runbooks/release.md has a person note before a release.
 *
 * @throws Error if two share it: then a release is not over
 */
export function servingRevision(google: World, service: string, region: string): string {
  const [only, other] = sharesOf(google, service, region);
  if (only === undefined || other !== undefined)
    throw new Error(`no single revision of ${service} serves in ${region}`);
  return only.revision;
}

/** Whether traffic is divided as expected in each region: percent by the start of the image's digest. */
export const divided =
  (service: string, regions: readonly string[], expected: Readonly<Record<string, number>>) =>
  (google: World): string[] =>
    regions.flatMap((region) => {
      const got = Object.fromEntries(sharesOf(google, service, region).map(({ image, percent }) => [image, percent]));
      const same =
        Object.keys({ ...got, ...expected }).every((image) => got[image] === expected[image]) &&
        Object.values(got).reduce((sum, percent) => sum + percent, 0) === 100;
      return same
        ? []
        : [`${service} in ${region} divides its traffic ${JSON.stringify(got)}, not ${JSON.stringify(expected)}`];
    });
