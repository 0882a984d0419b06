import { describe, expect, test } from "vitest";
import { serviceIdentityCommands } from "../../../constructs/iam/service-identities";
import { serviceAgents, type ServiceAgentName } from "../../../contract/service-agents";
import { environment } from "../../support/environments";

const dev = environment("dev");
const identity = (api: string): string =>
  `gcloud beta services identity create --service=${api}.googleapis.com --project=parley-audio-dev`;

describe("serviceIdentityCommands", () => {
  test("make each agent once, sorted", () => {
    expect(serviceIdentityCommands(dev, ["secretManager", "cloudStorage", "pubsub", "secretManager"])).toEqual([
      identity("pubsub"),
      identity("secretmanager"),
      "gcloud storage service-agent --project=parley-audio-dev",
    ]);
  });

  test("make every agent that a command can make, and no other", () => {
    expect(serviceIdentityCommands(dev, Object.keys(serviceAgents) as ServiceAgentName[])).toEqual([
      ...["artifactregistry", "container", "firestore", "iap", "monitoring", "pubsub", "secretmanager", "sqladmin"].map(
        identity,
      ),
      "gcloud storage service-agent --project=parley-audio-dev",
    ]);
  });

  test("are none where nothing is granted to an agent", () => {
    expect(serviceIdentityCommands(dev, [])).toEqual([]);
  });
});
