import type { EnvironmentSpec } from "../../../contract/environment";
import type { Edit, Scenario } from "../scenario";

type CloudArmor = EnvironmentSpec["cloudArmor"];

/** The settings of the firewall that somebody changes; the others are as in the reference. */
const firewall =
  (changed: Partial<CloudArmor>): Edit =>
  ({ specs }) => {
    const { enabled, adaptiveProtection, requestsPerMinute, websocketHandshakesPerMinute } = specs["dev"]!.cloudArmor;
    specs["dev"]!.cloudArmor = {
      enabled,
      adaptiveProtection,
      requestsPerMinute,
      websocketHandshakesPerMinute,
      firewallMode: "preview",
      rateLimitExemptRanges: [],
      ...changed,
    };
  };

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
    name: "firewall-changed",
    what: "the firewall gets a rule more, previews one, leaves a field alone, and is as before",
    environment: "dev",
    changes: [
      firewall({ rateLimitExemptRanges: ["203.0.113.7/32"] }),
      firewall({ rateLimitExemptRanges: ["203.0.113.7/32"], firewallMode: "enforce", previewedRuleSets: ["php"] }),
      firewall({
        firewallMode: "enforce",
        exceptions: [
          { rule: "owasp-crs-v042200-id942100-sqli", part: { parameter: "text" }, reason: "Scripts hold such words" },
        ],
      }),
      firewall({}),
    ].map((edit) => ({ edit })),
  },
  {
    name: "signed-delivery-removed",
    what: "the CDN gets its first key, and later delivers nothing more to signed URLs",
    environment: "dev",
    changes: [
      {
        edit: ({ specs }) => {
          specs["dev"]!.signedUrlKeys = ["assets-v1"];
        },
      },
      {
        edit: ({ specs, catalog }) => {
          specs["dev"]!.signedUrlKeys = [];
          catalog.buckets["assets"] = { contents: "records", recovery: { rpoMinutes: 0, rtoMinutes: 240 } };
          delete catalog.services["media"]!.env!["CDN_SIGNING_KEY_NAME"];
          delete catalog.services["media"]!.secrets!["CDN_SIGNING_KEY"];
          delete catalog.secrets["cdn-signing-key"];
        },
      },
    ],
  },
];
