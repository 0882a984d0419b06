import type { Entries, Scenario } from "../scenario";
import type { World } from "../google/world";
import { secondRegion, smallProd, withRegion } from "./edits";
import { divided, servingRevision } from "./traffic";

export const run = "parley-media";
export const primary = "us-central1";
const both = [primary, secondRegion];
/** Start of the digest that the reference has. */
export const old = "49d6";

export const digest = (digit: string): string => `media-service@sha256:${digit.repeat(64)}`;
export const whole = (digit: string): string => digit.repeat(4);

type Release = NonNullable<NonNullable<Entries["specs"][string]["services"][string]>["release"]>;

/** Writes the image and the release of `media` in prod, and leaves its other fields. */
export function write({ specs }: Entries, image: string | undefined, release: Release | undefined): void {
  const { image: _, release: __, ...rest } = specs["prod"]!.services["media"]!;
  specs["prod"]!.services["media"] = {
    ...rest,
    ...(image !== undefined && { image }),
    ...(release !== undefined && { release }),
  };
}

/** Steps 1 and 2 of runbooks/release.md: the revision that serves is noted, and the candidate gets its first share. */
export const candidate =
  (digit: string, percent: number, regions?: readonly string[]) =>
  (entries: Entries, google: World): void => {
    const previousRevision = servingRevision(google, run, primary);
    write(entries, digest(digit), { percent, previousRevision, ...(regions && { regions: [...regions] }) });
  };

/** One number changes. */
export const share =
  (percent: number) =>
  (entries: Entries): void => {
    const { image, release } = entries.specs["prod"]!.services["media"]!;
    write(entries, image, { ...release, percent });
  };

/** All is well: the new image stays, `release` goes. */
const over = (entries: Entries): void => {
  write(entries, entries.specs["prod"]!.services["media"]!.image, undefined);
};

/** Step 5 of runbooks/rollback.md: the old image is back, `release` is gone. */
export const takenBack = (entries: Entries): void => {
  write(entries, undefined, undefined);
};

export const releases: readonly Scenario[] = [
  {
    name: "release-and-rollback",
    what: "an image is released at once, and rolled back",
    environment: "dev",
    changes: ["1", "2", "1"].map((digit) => ({
      edit: ({ specs }) => {
        const image = `conversation@sha256:${digit.repeat(64)}`;
        specs["dev"]!.services["conversation"] = { ...specs["dev"]!.services["conversation"], image };
      },
      wrong: divided("parley-conversation", [primary], { [whole(digit)]: 100 }),
    })),
  },
  {
    name: "canary-rolled-back-and-released",
    what: "a candidate gets 0, 1 and 10 percent and is rolled back; the next one gets 0, 1, 10, 50 and 100",
    environment: "prod",
    first: smallProd,
    changes: [
      { edit: candidate("1", 0), wrong: divided(run, [primary], { [old]: 100 }) },
      { edit: share(1), wrong: divided(run, [primary], { [whole("1")]: 1, [old]: 99 }) },
      { edit: share(10), wrong: divided(run, [primary], { [whole("1")]: 10, [old]: 90 }) },
      { edit: share(0), wrong: divided(run, [primary], { [old]: 100 }) },
      { edit: takenBack, wrong: divided(run, [primary], { [old]: 100 }) },
      { edit: candidate("2", 0), wrong: divided(run, [primary], { [old]: 100 }) },
      ...[1, 10, 50].map((percent) => ({
        edit: share(percent),
        wrong: divided(run, [primary], { [whole("2")]: percent, [old]: 100 - percent }),
      })),
      { edit: share(100), wrong: divided(run, [primary], { [whole("2")]: 100 }) },
      { edit: over, wrong: divided(run, [primary], { [whole("2")]: 100 }) },
    ],
  },
  {
    name: "canary-in-two-regions",
    what: "a candidate gets the same share in both regions; without the list of regions the contract refuses it",
    environment: "prod",
    first: smallProd,
    changes: [
      { edit: withRegion("prod") },
      { edit: candidate("1", 10), refusedBySynth: /europe-west1 is not among us-central1/ },
      { edit: candidate("1", 10, both), wrong: divided(run, both, { [whole("1")]: 10, [old]: 90 }) },
      { edit: share(0), wrong: divided(run, both, { [old]: 100 }) },
      { edit: takenBack, wrong: divided(run, both, { [old]: 100 }) },
      { edit: candidate("2", 50, both), wrong: divided(run, both, { [whole("2")]: 50, [old]: 50 }) },
      { edit: share(100), wrong: divided(run, both, { [whole("2")]: 100 }) },
      { edit: over, wrong: divided(run, both, { [whole("2")]: 100 }) },
    ],
  },
  {
    name: "region-added-during-a-release",
    what: "the contract refuses a region during a release; who claims that the revision runs there is refused by Google",
    environment: "prod",
    first: smallProd,
    changes: [
      { edit: candidate("1", 10) },
      { edit: withRegion("prod"), refusedBySynth: /end the release before a region is added/ },
      {
        edit: (entries) => {
          withRegion("prod")(entries);
          const { image, release } = entries.specs["prod"]!.services["media"]!;
          write(entries, image, { ...release, regions: both });
        },
        deploys: ["foundation", "data"],
      },
      { deploys: ["runtime"], refused: /does not exist or is deleted/ },
      // runbooks/failed-revision.md: the service exists in the new region, so the mark is taken away, and the release ends.
      {
        edit: takenBack,
        commands: [{ layer: "runtime", args: ["untaint", "google_cloud_run_v2_service.Media_europe-west1_FA7BE409"] }],
        deploys: ["runtime", "operations"],
        wrong: divided(run, both, { [old]: 100 }),
      },
    ],
  },
];
