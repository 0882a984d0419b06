import type { Scenario } from "../scenario";

export const frontDoor: readonly Scenario[] = [
  {
    name: "route-removed",
    what: "a service is reached from inside only",
    environment: "dev",
    changes: [
      {
        edit: ({ catalog }) => {
          delete catalog.services["conversation"]!.route;
        },
      },
    ],
  },
  {
    name: "host-changed",
    what: "a service gets another host",
    environment: "dev",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.services["conversation"]!.route = { host: "talk", paths: ["/*"] };
        },
        // Nothing in operations needs the old host, and Google accepts a check of a host that is not there yet.
        deploys: ["runtime", "operations"],
      },
    ],
  },
  {
    name: "cloud-armor-off-and-on",
    what: "the firewall is taken away and comes back",
    environment: "dev",
    changes: [false, true].map((enabled) => ({
      edit: ({ specs }) => {
        specs["dev"]!.cloudArmor.enabled = enabled;
      },
    })),
  },
  {
    name: "identity-aware-proxy-off-and-on",
    what: "a guarded service becomes public, and is guarded again",
    environment: "prod",
    changes: [
      {
        edit: ({ specs }) => {
          specs["prod"]!.access = { kind: "public" };
        },
        // It adds and removes, but nothing in a later layer needs what goes.
        deploys: ["runtime", "operations", "foundation", "bootstrap"],
      },
      {
        edit: ({ specs }) => {
          specs["prod"]!.access = { kind: "iap", members: ["domain:example.com"], oauthClient: "google-managed" };
        },
        deploys: ["bootstrap", "foundation", "runtime", "operations"],
      },
    ],
  },
];
