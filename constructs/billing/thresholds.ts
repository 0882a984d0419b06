/**
 * Shares of a budget at which Google sends a mail. The first is low, so that money
 * which nobody expected is heard of early. At 1.5 a release that costs so much is
 * rolled back.
 */
export const thresholds = [
  { share: 0.25, basis: "CURRENT_SPEND" },
  { share: 0.5, basis: "CURRENT_SPEND" },
  { share: 0.8, basis: "CURRENT_SPEND" },
  { share: 1, basis: "CURRENT_SPEND" },
  { share: 1, basis: "FORECASTED_SPEND" },
  { share: 1.2, basis: "FORECASTED_SPEND" },
  { share: 1.5, basis: "CURRENT_SPEND" },
] as const;

/** Share of the budget at which the first mail comes. */
export const firstShare = Math.min(...thresholds.map(({ share }) => share));
