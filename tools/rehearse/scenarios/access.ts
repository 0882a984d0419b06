import { unmet, type Row } from "../../../contract/unmet";
import { setSettings } from "../google/apis/iap";
import type { World } from "../google/world";
import type { Edit, Scenario } from "../scenario";
import { retired, retiring } from "./edits";

const proxied = ["audio", "rest"].map(
  (service) => `projects/parley-audio-prod/iap_web/compute/services/parley-${service}-backend`,
);
const client = { clientId: "1-example.apps.googleusercontent.com", clientSecret: "secret" };

/** docs/how-to/identity-aware-proxy.md, "Users outside the organization", step 3. */
function setClient(world: World): void {
  for (const path of proxied)
    setSettings(world, path, {
      accessSettings: { oauthSettings: client, corsSettings: { allowHttpOptions: true } },
    });
}

const keepsClient = (world: World): string[] =>
  unmet(
    proxied.map((path): Row => [
      JSON.stringify(world.read(path)).includes(JSON.stringify(client)),
      `the deploy has changed the OAuth client of ${path}: ${JSON.stringify(world.read(path))}`,
    ]),
  );

const oauthClient =
  (oauthClient: "google-managed" | "console"): Edit =>
  ({ specs }) => {
    specs["prod"]!.access = { kind: "iap", members: ["group:improv-users@example.com"], oauthClient };
  };

const external = { serviceName: "their-conversation", accountEmail: "api@other-project.iam.gserviceaccount.com" };

/** Who reaches a service, and who deploys it. */
export const access: readonly Scenario[] = [
  {
    name: "identity-aware-proxy-off-and-on",
    what: "a guarded service becomes public, and is guarded again",
    environment: "prod",
    changes: [
      {
        edit: ({ specs }) => {
          specs["prod"]!.access = { kind: "public" };
        },
      },
      { edit: oauthClient("google-managed") },
    ],
  },
  {
    name: "guarded-service-internal-and-back",
    what: "a service behind Identity-Aware Proxy is reached from inside only, and from outside again",
    environment: "prod",
    changes: [
      {
        edit: ({ catalog }) => {
          delete catalog.services["audio"]!.route;
        },
      },
      {
        edit: ({ catalog }) => {
          catalog.services["audio"]!.route = { paths: ["/ws/audio/*", "/ws/health"] };
        },
      },
    ],
  },
  {
    name: "protected-service-external-and-back",
    what: "others deploy a service of a protected environment, and Parley again: first its guard, then the service",
    environment: "prod",
    changes: [
      {
        edit: retiring({ services: ["conversation"] }),
      },
      {
        edit: ({ specs }) => {
          delete specs["prod"]!.retiring;
          specs["prod"]!.services["conversation"] = { access: "public", external };
        },
      },
      {
        edit: ({ specs }) => {
          specs["prod"]!.services["conversation"] = { access: "public" };
        },
      },
    ],
  },
  {
    name: "oauth-client-of-the-console-and-back",
    what: "people sign in through a client of the console, which no later deploy blanks, and through Google's again",
    environment: "prod",
    changes: [
      {
        edit: ({ catalog }) => {
          catalog.services["rest"]!.crossOrigin = true;
        },
      },
      { edit: oauthClient("console") },
      {
        happens: setClient,
        edit: ({ specs }) => {
          specs["prod"]!.logging.loadBalancerSampleRate = 0.2;
        },
        wrong: keepsClient,
      },
      {
        edit: retiring({ secrets: ["oauth-client-secret"] }),
        wrong: keepsClient,
      },
      {
        edit: retired(oauthClient("google-managed")),
      },
    ],
  },
];
