import { refusal } from "../google/faults";
import type { Call } from "../google/call";
import type { Edit, Scenario } from "../scenario";
import { aNewService, newService } from "./edits";

const anotherImage: Edit = ({ specs }) => {
  specs["dev"]!.services["conversation"] = {
    ...specs["dev"]!.services["conversation"],
    image: `conversation@sha256:${"3".repeat(64)}`,
  };
};

const moreConnections: Edit = ({ specs }) => {
  specs["dev"]!.cloudSql!.maxConnections = 9_900;
};

const updatesOf =
  (what: string) =>
  ({ method, path }: Call): boolean =>
    (method === "PATCH" || method === "PUT") && path.endsWith(what);

const policiesOf =
  (path: string) =>
  (call: Call): boolean =>
    call.path === `${path}:setIamPolicy`;

/** What Google refuses, and what the provider or a repeated deploy overcomes without a person. */
export const failures: readonly Scenario[] = [
  {
    name: "too-many-requests",
    what: "Google answers 429 for a while",
    environment: "dev",
    faults: [
      { fault: refusal(429, "RESOURCE_EXHAUSTED"), meets: updatesOf("/services/parley-conversation"), times: 2 },
    ],
    changes: [{ edit: anotherImage }],
  },
  {
    name: "server-errors",
    what: "Google answers 500 for a while",
    environment: "dev",
    faults: [{ fault: refusal(500, "INTERNAL"), meets: updatesOf("/services/parley-conversation"), times: 2 }],
    changes: [{ edit: anotherImage }],
  },
  {
    name: "another-operation-in-progress",
    what: "Cloud SQL answers 409 while another operation of the instance runs",
    environment: "dev",
    faults: [
      {
        fault: refusal(409, "ABORTED", "operationInProgress"),
        meets: ({ method, service, path }) =>
          method !== "GET" && service === "sqladmin" && /\/instances\/[^/]+$/.test(path),
        times: 2,
      },
    ],
    changes: [{ edit: moreConnections, deploys: ["data"] }],
  },
  {
    name: "policy-changed-by-another",
    what: "somebody else changes the project's policy at the same time, so Google answers 409",
    environment: "dev",
    faults: [{ fault: refusal(409, "ABORTED"), meets: policiesOf("projects/parley-audio-dev"), times: 2 }],
    changes: [{ edit: aNewService, deploys: ["runtime"] }],
  },
  {
    name: "failed-update-repeated",
    what: "an update is refused once, and the same deploy is repeated",
    environment: "dev",
    faults: [{ fault: refusal(400, "INVALID_ARGUMENT"), meets: updatesOf("/services/parley-conversation"), times: 1 }],
    changes: [
      { edit: anotherImage, deploys: ["runtime"], refused: /Injected INVALID_ARGUMENT/ },
      { deploys: ["runtime"] },
    ],
  },
  {
    name: "failed-creation-repeated",
    what: "the operation that makes something fails and leaves nothing, and the same deploy is repeated",
    environment: "dev",
    faults: [
      {
        fault: refusal(400, "FAILED_PRECONDITION"),
        meets: ({ method, path, query }) =>
          method === "POST" && path.endsWith("/services") && query.get("serviceId") === newService.resource,
        times: 1,
      },
    ],
    changes: [
      { edit: aNewService, deploys: ["runtime"], refused: /Injected FAILED_PRECONDITION/ },
      { deploys: ["runtime"] },
    ],
  },
];
