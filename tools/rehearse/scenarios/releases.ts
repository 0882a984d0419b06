import type { Edit, Scenario } from "../scenario";

const digest = (digit: string): string => `conversation@sha256:${digit.repeat(64)}`;

/** A new image of one service, at a share of the traffic. */
const release =
  (digit: string): Edit =>
  ({ specs }) => {
    specs["dev"]!.services["conversation"] = { ...specs["dev"]!.services["conversation"], image: digest(digit) };
  };

export const releases: readonly Scenario[] = [
  {
    name: "release-and-rollback",
    what: "an image is released and rolled back",
    environment: "dev",
    changes: ["1", "2", "1"].map((digit) => ({ edit: release(digit) })),
  },
];
