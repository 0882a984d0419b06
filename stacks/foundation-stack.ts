import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Firewall } from "../constructs/network/firewall";
import { GoogleApisZone } from "../constructs/network/google-apis-zone";
import { Network } from "../constructs/network/network";
import { ServicePerimeter } from "../constructs/network/service-perimeter";
import { EnabledApis } from "../constructs/project/enabled-apis";
import { ImageRegistry } from "../constructs/registry/image-registry";
import type { Environment } from "../environments/environment";
import { perimeterName, stackId } from "../environments/names";
import { configureLayer } from "./layer";

/** What everything else stands on and what changes least: APIs, network, image registry. */
export class FoundationStack extends TerraformStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, stackId(environment, "foundation"));
    configureLayer(this, environment, "foundation");
    const network = new Network(this, "Network", { environment });
    new Firewall(this, "Firewall", { environment, network: network.path });
    new GoogleApisZone(this, "GoogleApis", { environment, domain: "googleapis.com", network: network.path });
    // Keys by which a service verifies the tokens of Identity-Aware Proxy.
    new GoogleApisZone(this, "Gstatic", { environment, domain: "gstatic.com", network: network.path });
    // Services that call each other.
    new GoogleApisZone(this, "RunApp", { environment, domain: "run.app", network: network.path });
    new ImageRegistry(this, "Images", { environment });
    if (environment.serviceControls !== undefined) {
      const { project, serviceControls } = environment;
      new ServicePerimeter(this, "Perimeter", { project, name: perimeterName(environment), serviceControls });
    }
  }

  /** Enables the APIs of all layers. Called last, since only then is it known what they use. */
  enableApis(apis: readonly string[]): void {
    new EnabledApis(this, "Api", { apis }).precede(this);
  }
}
