import { storiesPage } from "../alerts/stories/page";
import { costPage } from "../cost/page";
import { logContractPage } from "../log-contract/page";
import { recoveryPage } from "../recovery/page";
import type { Writer } from "./written-file";

/** The pages of docs/ that say what the environments and the log contract say. */
export const pages: Writer = ({ environments }) => [
  { path: "docs/alert-stories.md", text: storiesPage() },
  { path: "docs/cost.md", text: costPage(environments) },
  { path: "docs/log-contract.md", text: logContractPage(environments) },
  { path: "docs/recovery.md", text: recoveryPage(environments) },
];
