import { refusal } from "../google/faults";
import type { Edit, Scenario } from "../scenario";

const anotherImage: Edit = ({ specs }) => {
  specs["dev"]!.services["conversation"] = {
    ...specs["dev"]!.services["conversation"],
    image: `conversation@sha256:${"3".repeat(64)}`,
  };
};

const updatesOf = (service: string) => (call: { method: string; path: string }) =>
  call.method === "PATCH" && call.path.endsWith(`/services/${service}`);

export const failures: readonly Scenario[] = [
  {
    name: "too-many-requests",
    what: "Google answers 429 for a while",
    environment: "dev",
    faults: [{ fault: refusal(429, "RESOURCE_EXHAUSTED"), meets: updatesOf("parley-conversation"), times: 2 }],
    changes: [{ edit: anotherImage }],
  },
  {
    name: "failed-update-repeated",
    what: "an update is refused once, and the same deploy is repeated",
    environment: "dev",
    faults: [{ fault: refusal(400, "INVALID_ARGUMENT"), meets: updatesOf("parley-conversation"), times: 1 }],
    changes: [
      { edit: anotherImage, deploys: ["runtime"], refused: /Injected INVALID_ARGUMENT/ },
      { edit: anotherImage, deploys: ["runtime"] },
    ],
  },
];
