import type { Scenario } from "../scenario";

export const observability: readonly Scenario[] = [
  {
    name: "channel-given-up",
    what: "nobody is told on Slack any more",
    environment: "prod",
    changes: [
      {
        edit: ({ specs }) => {
          const { channels, notifications } = specs["prod"]!;
          delete channels.slack;
          for (const severity of ["page", "ticket", "info"] as const)
            notifications[severity] = notifications[severity].filter((channel) => channel !== "slack");
        },
      },
    ],
  },
  {
    name: "alert-settings-changed",
    what: "another contact and another share of requests",
    environment: "dev",
    changes: [
      {
        edit: ({ specs }) => {
          specs["dev"]!.contacts.primary = "on-call@example.com";
        },
      },
    ],
  },
];
