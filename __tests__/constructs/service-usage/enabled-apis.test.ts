import { describe, expect, test } from "vitest";
import { Firewall } from "../../../constructs/vpc/firewall";
import { GoogleApisZone } from "../../../constructs/cloud-dns/google-apis-zone";
import { Network } from "../../../constructs/vpc/network";
import { ServicePerimeter } from "../../../constructs/vpc-service-controls/service-perimeter";
import { EnabledApis } from "../../../constructs/service-usage/enabled-apis";
import { requiredApis } from "../../../constructs/service-usage/required-apis";
import { rowOf } from "../../../policies/registry";
import { ImageRegistry } from "../../../constructs/artifact-registry/image-registry";
import { RotationReminder } from "../../../constructs/secret-manager/rotation-reminder";
import { Secret } from "../../../constructs/secret-manager/secret";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { addresses, expectEqualAddresses, idOf, list, only, secondRegion } from "../fixtures";
import type { Construct } from "constructs";

function foundation(scope: Construct, of: Environment): void {
  const { path: network } = new Network(scope, "Network", { environment: of });
  new Firewall(scope, "Firewall", { environment: of, network });
  new GoogleApisZone(scope, "GoogleApis", { environment: of, domain: "googleapis.com", network });
  new ImageRegistry(scope, "Images", { environment: of });
  new ServicePerimeter(scope, "Perimeter", {
    project: of.project,
    name: "parley",
    vpcServiceControls: { accessPolicy: "123456", mode: "dry-run" },
  });
  new EnabledApis(scope, "Api", { apis: requiredApis(of, [scope]) }).addDependencies(scope);
}

const apiId = (synth: Synthesized, api: string): string =>
  `google_project_service.${idOf(synth, "google_project_service", `Api_${api}_`)}`;

describe("EnabledApis", () => {
  test("enables each API and never disables one, which would delete what others made with it", () => {
    const synth = synthesize((scope) => {
      new EnabledApis(scope, "Api", { apis: ["compute", "run"] });
    });
    expect(list(synth, "google_project_service")).toEqual([
      { service: "compute.googleapis.com", disable_on_destroy: false },
      { service: "run.googleapis.com", disable_on_destroy: false },
    ]);
  });

  test.each(["one region", "two regions"])(
    "makes every resource of the foundation wait for its API, in %s",
    (regions) => {
      const of = environment("prod", regions === "two regions" ? secondRegion : () => {});
      const synth = synthesize((scope) => {
        foundation(scope, of);
      });
      const resources = Object.entries(synth.json.resource as Record<string, Record<string, Attributes>>)
        .filter(([type]) => type !== "google_project_service")
        .flatMap(([type, all]) => Object.entries(all).map(([id, attributes]) => ({ type, id, attributes })));
      const waiting = resources.map(({ type, id, attributes }) => [`${type}.${id}`, attributes.depends_on]);
      expect(waiting).toEqual(resources.map(({ type, id }) => [`${type}.${id}`, [apiId(synth, rowOf(type).api)]]));
      expect(waiting.length).toBeGreaterThan(10);
    },
  );

  test("lets no API wait, not even for the one that enables it", () => {
    const synth = synthesize((scope) => {
      foundation(scope, environment("prod"));
    });
    expect(list(synth, "google_project_service").filter((api) => "depends_on" in api)).toEqual([]);
  });

  test("leaves in place what a resource waits for already", () => {
    const of = environment("dev");
    const synth = synthesize((scope) => {
      const rotation = new RotationReminder(scope, "Rotation", { environment: of });
      new Secret(scope, "Secret", { environment: of, secretId: "api-key", description: "a key", rotation });
      new EnabledApis(scope, "Api", { apis: ["pubsub", "secretmanager"] }).addDependencies(scope);
    });
    expect(only(synth, "google_secret_manager_secret").depends_on).toEqual([
      `google_pubsub_topic_iam_member.${idOf(synth, "google_pubsub_topic_iam_member")}`,
      apiId(synth, "secretmanager"),
    ]);
  });

  test("lets a resource be whose API another layer enables", () => {
    const synth = synthesize((scope) => {
      new Network(scope, "Network", { environment: environment("dev") });
      new EnabledApis(scope, "Api", { apis: ["run"] }).addDependencies(scope);
    });
    expect(Object.keys(only(synth, "google_compute_network"))).not.toContain("depends_on");
  });

  test("names an API's address after the API, never after its place in the list", () => {
    const of = (apis: string[]): string[] =>
      addresses(
        synthesize((scope) => {
          new EnabledApis(scope, "Api", { apis });
        }),
      );
    expect(of(["run", "compute", "dns"])).toEqual(expect.arrayContaining(of(["compute", "run"])));
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(foundation);
  });
});
