import type { Scenario } from "../scenario";
import { undone } from "./edits";

const quotas = {
  "run-cpu": {
    service: "run.googleapis.com",
    quotaId: "CpuAllocPerProjectRegion",
    preferredValue: 400_000,
    dimensions: { region: "us-central1" },
    justification: "100 instances of the audio service with 2 vCPU each",
  },
};

/** The last environment must page, so PagerDuty cannot go. */
const noSlack = undone(({ specs }) => {
  const { channels, notifications } = specs["prod"]!;
  delete channels.slack;
  for (const severity of ["page", "ticket", "info"] as const)
    notifications[severity] = notifications[severity].filter((channel) => channel !== "slack");
});

/** What watches the environment, and its limits. The budget is no option, so it only changes. */
export const observability: readonly Scenario[] = [
  {
    name: "channel-given-up",
    what: "nobody is told on Slack for a while",
    environment: "prod",
    changes: [
      { edit: noSlack.edit, does: { added: 0, destroyed: 1 } },
      { edit: noSlack.undo, does: { added: 1, destroyed: 0 } },
    ],
  },
  {
    name: "channels-changed",
    what: "another address, another Slack channel and other recipients of a severity, in place",
    environment: "prod",
    changes: [
      {
        edit: ({ specs }) => {
          specs["prod"]!.contacts.primary = "on-call@example.com";
          specs["prod"]!.channels.slack = "#parley-alerts";
          specs["prod"]!.notifications.info = ["slack", "primary"];
        },
        does: { added: 0, destroyed: 0 },
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
  {
    name: "log-retention-and-exclusions-changed",
    what: "entries are kept for longer, and a health path is another one",
    environment: "prod",
    changes: [
      {
        edit: ({ specs, catalog }) => {
          specs["prod"]!.retentionDays.logs = 90;
          catalog.services["conversation"]!.health.path = "/ready";
        },
        deploys: ["foundation", "runtime", "operations"],
        does: { added: 0, destroyed: 0 },
      },
    ],
  },
  {
    name: "budget-and-objectives-changed",
    what: "another amount, another objective and another threshold, in place; the model's own budget goes and comes back",
    environment: "prod",
    changes: [
      {
        edit: ({ specs, catalog }) => {
          specs["prod"]!.budget.monthlyUsd = 2_000_000;
          catalog.services["rest"]!.latencyP95Milliseconds = 1500;
          catalog.services["rest"]!.objectives = { availability: 0.999 };
        },
        does: { added: 0, destroyed: 0 },
      },
      { edit: ({ specs }) => delete specs["prod"]!.budget.modelMonthlyUsd, does: { added: 0, destroyed: 1 } },
      { edit: ({ specs }) => (specs["prod"]!.budget.modelMonthlyUsd = 20_000), does: { added: 1, destroyed: 0 } },
    ],
  },
  {
    name: "quota-asked-for-and-given-up",
    what: "a quota is asked for, raised, left as it is, and asked for again",
    environment: "dev",
    changes: [
      {
        edit: ({ specs }) => {
          specs["dev"]!.quotas = quotas;
        },
      },
      {
        edit: ({ specs }) => {
          specs["dev"]!.quotas = { "run-cpu": { ...quotas["run-cpu"], preferredValue: 500_000 } };
        },
        does: { added: 0, changed: 1, destroyed: 0 },
      },
      {
        edit: ({ specs }) => {
          specs["dev"]!.quotas = {};
        },
      },
      {
        edit: ({ specs }) => {
          specs["dev"]!.quotas = quotas;
        },
        deploys: ["bootstrap", "foundation"],
      },
      {
        deploys: ["operations"],
        // A preference cannot be deleted, so a destroy only forgets it.
        refused: /already exists/,
      },
      {
        commands: [
          {
            layer: "operations",
            args: [
              "import",
              "google_cloud_quotas_quota_preference.Quota-run-cpu",
              "projects/parley-audio-dev/locations/global/quotaPreferences/run-cpu",
            ],
          },
        ],
        deploys: ["operations"],
      },
    ],
  },
];
