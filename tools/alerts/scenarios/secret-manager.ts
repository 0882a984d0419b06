import type { InputSeries, Proof } from "../scenario";

const oldest = (subscription: string, values: string): InputSeries => ({
  series: `pubsub_googleapis_com:subscription_oldest_unacked_message_age{subscription_id="${subscription}"}`,
  values,
});

/** Seven days in seconds. */
const week = 604_800;

export const secretManagerProofs: readonly Proof[] = [
  {
    kind: "rotation-overdue",
    scenarios: () => [
      {
        title: "a reminder is a week old after 20 minutes",
        series: [oldest("secret-rotation-sub", `${week - 1200}+60x40`)],
        opensAtMinute: 31,
      },
      { title: "a reminder is six days old", series: [oldest("secret-rotation-sub", `${6 * 86_400}+60x40`)] },
      { title: "a job is ten days old", series: [oldest("jobs-sub", `${10 * 86_400}+60x40`)] },
    ],
  },
];
