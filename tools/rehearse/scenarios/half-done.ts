import { injected, type Fault } from "../google/faults";
import type { Call } from "../google/call";
import type { Edit, Scenario } from "../scenario";
import { aNewService, newService } from "./edits";

/** Creation of the new service at Google. */
const creation = ({ method, path, query }: Call): boolean =>
  method === "POST" && path.endsWith("/services") && query.get("serviceId") === newService.resource;

const imported = {
  layer: "runtime",
  args: [
    "import",
    newService.address,
    `projects/parley-audio-dev/locations/us-central1/services/${newService.resource}`,
  ],
} as const;

const neverReady: Fault = {
  kind: "failed",
  error: injected(400, "FAILED_PRECONDITION: Revision is not ready and cannot serve traffic"),
};

const secondAttempt: Edit = ({ specs }) => {
  specs["dev"]!.services[newService.key] = { release: { attempt: 2 } };
};

const newBucket = "parley-audio-dev-transcripts";

const aBucket: Edit = ({ catalog }) => {
  catalog.buckets["transcripts"] = structuredClone(catalog.buckets["documents"]!);
};

/** Google has done more than Terraform knows, so a person must help (runbooks/troubleshooting.md). */
export const halfDone: readonly Scenario[] = [
  {
    name: "answer-lost",
    what: "Google makes a service and its answer is lost: the repeated deploy meets 409, and an import ends it",
    environment: "dev",
    faults: [{ fault: { kind: "lost" }, meets: creation, times: 1 }],
    changes: [
      { edit: aNewService, deploys: ["runtime"], refused: /Error creating Service: .*EOF/ },
      { deploys: ["runtime"], refused: /409.*already exists/ },
      { commands: [imported], deploys: ["runtime"] },
    ],
  },
  {
    name: "error-after-the-work",
    what: "Google makes a bucket and answers 503: the provider asks again and meets 409, and an import ends it",
    environment: "dev",
    faults: [
      {
        fault: { kind: "lost", error: injected(503, "UNAVAILABLE") },
        meets: ({ method, path, body }) =>
          method === "POST" && path === "b" && (body as { name: string }).name === newBucket,
        times: 1,
      },
    ],
    changes: [
      { edit: aBucket, deploys: ["data"], refused: /409.*already exists/ },
      {
        commands: [{ layer: "data", args: ["import", "google_storage_bucket.Transcripts", newBucket] }],
        deploys: ["data"],
      },
    ],
  },
  {
    name: "answer-lost-of-a-policy",
    what: "Google makes an alert policy and its answer is lost: it chooses the ids, so the repeated deploy makes a second one",
    environment: "dev",
    faults: [
      {
        fault: { kind: "lost" },
        meets: ({ method, path }) => method === "POST" && path.endsWith("/alertPolicies"),
        times: 1,
      },
    ],
    changes: [
      { edit: aNewService, deploys: ["operations"], refused: /Error creating AlertPolicy: .*EOF/ },
      { deploys: ["operations"] },
    ],
  },
  {
    name: "first-revision-fails",
    what: "a new service's first revision does not start: untaint and another attempt end it",
    environment: "dev",
    faults: [{ fault: neverReady, meets: creation, times: 1 }],
    changes: [
      { edit: aNewService, deploys: ["runtime"], refused: /Error waiting to create Service/ },
      { deploys: ["runtime"], refused: /409.*already exists/ },
      {
        edit: secondAttempt,
        commands: [{ layer: "runtime", args: ["untaint", newService.address] }],
        deploys: ["runtime"],
      },
    ],
  },
  {
    name: "interrupted",
    what: "somebody presses Ctrl-C in the middle of a deploy, and repeats it",
    environment: "dev",
    faults: [{ fault: { kind: "signal", signal: "SIGINT" }, meets: creation, times: 1 }],
    changes: [
      { edit: aNewService, deploys: ["runtime"], refused: /halted|canceled|interrupt/i },
      { deploys: ["runtime"] },
    ],
  },
  {
    name: "killed",
    what: "the machine is gone in the middle of a deploy: what Google was making is imported",
    environment: "dev",
    faults: [{ fault: { kind: "signal", signal: "SIGKILL" }, meets: creation, times: 1 }],
    changes: [
      { edit: aNewService, deploys: ["runtime"], refused: /ended with SIGKILL/ },
      { deploys: ["runtime"], refused: /409.*already exists/ },
      { commands: [imported], deploys: ["runtime"] },
    ],
  },
];
