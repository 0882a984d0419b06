import type { Edit, Scenario } from "../scenario";
import { retiring, smallProd, without, withServicesOnly } from "./edits";

const smallDev = withServicesOnly("dev", "conversation", "media", "rest");

const subscription = "PUBSUB_SUBSCRIPTION_NAME";

/** Step 1 of docs/how-to/rename.md, "A service": the new entry, without what only one service may have. */
const besideTheOld: Edit = ({ specs, catalog }) => {
  const { route: _, ...media } = structuredClone(catalog.services["media"]!);
  catalog.services["studio"] = {
    ...media,
    title: "Studio Service",
    env: without(media.env ?? {}, subscription),
    queues: {},
    pathLatencyP99Milliseconds: {},
  };
  for (const { services } of Object.values(specs)) services["studio"] = structuredClone(services["media"] ?? {});
};

/** Step 2: route, queues, the variables of these, and databases go over. */
const takesOver: Edit = ({ specs, catalog }) => {
  const { media, studio } = catalog.services;
  const { route: _, ...rest } = media!;
  catalog.services["studio"] = { ...studio!, ...structuredClone(media!), title: studio!.title };
  catalog.services["media"] = {
    ...rest,
    env: without(rest.env ?? {}, subscription),
    queues: {},
    pathLatencyP99Milliseconds: {},
  };
  catalog.databases["production"] = { owner: "studio" };
  for (const { usage } of Object.values(specs)) {
    usage.services["studio"] = usage.services["media"]!;
    usage.services = without(usage.services, "media");
  }
};

/** Step 3: the old entry goes, and what the environments say of it. */
const oldIsGone: Edit = ({ specs, catalog }) => {
  catalog.services = without(catalog.services, "media");
  for (const spec of Object.values(specs)) spec.services = without(spec.services, "media");
};

export const renames: readonly Scenario[] = [
  {
    name: "service-renamed",
    what: "a service with a route, a queue, a database and secrets gets another key",
    environment: "dev",
    first: smallDev,
    changes: [
      { edit: besideTheOld },
      // It adds and removes, but nothing in operations is in the way of what runtime loses.
      { edit: takesOver, deploys: ["data", "runtime", "operations"] },
      { edit: oldIsGone },
    ],
  },
  {
    name: "protected-service-renamed",
    what: "the same in a protected environment, where the old service's guard is lowered before it goes",
    environment: "prod",
    first: smallProd,
    changes: [
      { edit: besideTheOld },
      { edit: takesOver, deploys: ["data", "runtime", "operations"] },
      {
        edit: retiring({ services: ["media"] }),
      },
      {
        edit: (entries) => {
          delete entries.specs["prod"]!.retiring;
          oldIsGone(entries);
        },
      },
    ],
  },
  {
    name: "service-renamed-with-its-account-at-once",
    what: "the key of a service is replaced in one edit and its account stays, which Google refuses",
    environment: "dev",
    first: smallDev,
    changes: [
      {
        edit: ({ specs, catalog }) => {
          catalog.services["dialogue"] = catalog.services["conversation"]!;
          catalog.services = without(catalog.services, "conversation");
          for (const spec of Object.values(specs)) {
            spec.services["dialogue"] = spec.services["conversation"] ?? {};
            spec.services = without(spec.services, "conversation");
            spec.usage.services = without(spec.usage.services, "conversation");
          }
        },
        deploys: ["runtime"],
        refused: /already exists/,
      },
    ],
  },
];
