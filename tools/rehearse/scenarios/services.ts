import type { Scenario } from "../scenario";
import { retired, retiring, secondRegion, withoutRegion, withoutService, withRegion } from "./edits";

export const services: readonly Scenario[] = [
  {
    name: "service-removed",
    what: "a service is taken out of a disposable environment",
    environment: "dev",
    changes: [{ edit: withoutService("dev", "conversation") }],
  },
  {
    name: "service-removed-and-added",
    what: "a service is taken out, and comes back",
    environment: "dev",
    changes: [
      { edit: withoutService("dev", "conversation") },
      {
        edit: ({ specs }) => {
          specs["dev"]!.excludedServices = [];
        },
      },
    ],
  },
  {
    name: "protected-service-removed",
    what: "a service of a protected environment: first its guard, then the service",
    environment: "prod",
    changes: [
      {
        edit: retiring({ services: ["conversation"] }),
      },
      {
        edit: retired(withoutService("prod", "conversation")),
      },
    ],
  },
  {
    name: "protected-service-removed-without-its-key",
    what: "a service of a protected environment is removed at once, which Terraform refuses",
    environment: "prod",
    changes: [
      {
        edit: withoutService("prod", "conversation"),
        deploys: ["runtime"],
        refused: /cannot destroy service without setting deletion_protection=false/,
      },
    ],
  },
  {
    name: "region-added-and-removed",
    what: "a second region serves, and is taken away again",
    environment: "dev",
    changes: [{ edit: withRegion("dev") }, { edit: withoutRegion("dev") }],
  },
  {
    name: "region-removed-from-the-first-layer-on",
    what: "a region is removed in the order of additions, which Google refuses",
    environment: "dev",
    changes: [
      { edit: withRegion("dev") },
      { edit: withoutRegion("dev"), deploys: ["foundation"], refused: /already being used by/ },
    ],
  },
  {
    name: "protected-region-removed",
    what: "a second region of a protected environment goes in two deploys",
    environment: "prod",
    changes: [
      { edit: withRegion("prod") },
      {
        edit: retiring({ regions: [secondRegion] }),
      },
      {
        edit: retired(withoutRegion("prod")),
      },
    ],
  },
  {
    name: "external-service-replaced",
    what: "a service that others deploy gets another name, so its endpoint group is replaced",
    environment: "dev",
    changes: ["old-rest", "new-rest"].map((serviceName) => ({
      edit: ({ specs }) => {
        specs["dev"]!.services["rest"] = {
          external: { serviceName, accountEmail: "api@other-project.iam.gserviceaccount.com" },
        };
      },
    })),
  },
];
