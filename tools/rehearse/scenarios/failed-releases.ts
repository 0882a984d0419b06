import type { Change, Scenario } from "../scenario";
import { smallProd } from "./edits";
import { candidate, digest, old, primary, run, share, takenBack, whole, write } from "./releases";
import { divided } from "./traffic";

const image = digest("3");
const notReady = /Error code 9, message: Revision 'parley-media-\w+' is not ready and cannot serve traffic/;
const oldServes = divided(run, [primary], { [old]: 100 });
const newServes = divided(run, [primary], { [whole("3")]: 100 });

/** The new image is released, and its revision does not start. */
const failing: Change = {
  edit: (entries, google) => {
    google.broken.add(image);
    write(entries, image, undefined);
  },
  deploys: ["runtime"],
  refused: notReady,
  wrong: oldServes,
};

const nextImage: Change = {
  edit: (entries) => {
    write(entries, digest("4"), undefined);
  },
  wrong: divided(run, [primary], { [whole("4")]: 100 }),
};

/** What runbooks/failed-revision.md says of a service that serves already, and whose new revision does not start. */
export const failedReleases: readonly Scenario[] = [
  {
    name: "failed-revision-attempted-again",
    what: "a new revision does not start for a reason outside of the file; the same file does nothing, another attempt does",
    environment: "prod",
    first: smallProd,
    changes: [
      failing,
      {
        edit: (_, google) => {
          google.broken.delete(image);
        },
        deploys: ["runtime"],
        wrong: oldServes,
      },
      {
        edit: (entries) => {
          write(entries, image, { attempt: 2 });
        },
        wrong: newServes,
      },
      {
        // Removed alone, it brings back the name of the revision that failed.
        edit: (entries) => {
          write(entries, image, undefined);
        },
        deploys: ["runtime"],
        refused: notReady,
        wrong: newServes,
      },
      nextImage,
    ],
  },
  {
    name: "failed-candidate-attempted-again",
    what: "the candidate of a release does not start; its second attempt gets the traffic step by step",
    environment: "prod",
    first: smallProd,
    changes: [
      {
        edit: (entries, google) => {
          google.broken.add(image);
          candidate("3", 0)(entries, google);
        },
        deploys: ["runtime"],
        refused: notReady,
        wrong: oldServes,
      },
      {
        edit: (entries, google) => {
          google.broken.delete(image);
          const { release } = entries.specs["prod"]!.services["media"]!;
          write(entries, image, { ...release, attempt: 2 });
        },
        wrong: oldServes,
      },
      { edit: share(10), wrong: divided(run, [primary], { [whole("3")]: 10, [old]: 90 }) },
      { edit: share(100), wrong: newServes },
      {
        edit: (entries) => {
          write(entries, image, { attempt: 2 });
        },
        wrong: newServes,
      },
      nextImage,
    ],
  },
  {
    name: "failed-revision-taken-back",
    what: "a new revision does not start, and the change is taken back",
    environment: "prod",
    first: smallProd,
    changes: [failing, { edit: takenBack, wrong: oldServes }],
  },
];
