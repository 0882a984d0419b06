import { usdPerSpeechCharacter } from "../../contract/cost/prices";
import type { Environment } from "../../contract/environment";
import { lines } from "../../log-contract/lines";
import { spans } from "../../log-contract/spans";
import { inlineCode, table } from "../markdown";
import { lineSection } from "./line-section";
import { prometheusTable } from "./prometheus";

const intro = `# Log contract

The log lines on which Parley's metrics, alerts and objectives depend: when a service writes each, what stands in it, and which metrics come of it. \`npm run update\` writes this page from \`log-contract/\` and the environments; edit those instead.

A service that does not write a line breaks nothing that anybody would see: its metric stays empty and its alerts stay silent. So the line belongs into the service's own tests.`;

const writing = `## How to write a line

Cloud Run takes what a container writes to standard output. A line that is one JSON object becomes a log entry whose fields stand in \`jsonPayload\`; anything else becomes text, which no metric here reads.

- **One object, one line.** No line breaks for the reader's sake, no prefix such as a time or a level, no colours. In Python, flush: its output waits in a buffer where it writes to no terminal.
- **\`message\` is the name of the line**, exactly as below. What varies goes into fields.
- **Every field that is not marked "may be absent" is there**, with its type: a number is \`12\`, not \`"12"\`.
- **\`severity\`** is \`INFO\`; Cloud Logging makes it the entry's own. Loggers that write \`level\`, as Winston does, must be told to write \`severity\` too. No metric reads it.
- **\`logging.googleapis.com/trace\`** is \`projects/PROJECT/traces/TRACE_ID\`; Cloud Logging then shows the entry with its trace. The trace id comes from the header \`traceparent\`, or from the span in whose time the line is written.
- **\`LOG_LEVEL\` does not apply.** These lines are written at every level, since a metric that stops with \`LOG_LEVEL=warning\` looks like a service that stopped.
- **No personal data.** Ids of sessions, conversations and jobs, never what somebody said, nor who they are. Ids never become labels of a metric.

Sources: Google, "Structured logging", "Logging and viewing logs in Cloud Run" and "Configure labels on log-based metrics".

\`\`\`ts
import { turnCompleted } from "./log-contract/turn-completed";

const { success, data, error } = turnCompleted.schema.safeParse({
  message: turnCompleted.message,
  sessionId,
  turnLatencyMilliseconds,
});
const trace = \`projects/\${projectId}/traces/\${traceId}\`;
const line = success ? data : { message: "Log line is wrong", fault: error.message };
console.log(JSON.stringify({ severity: success ? "INFO" : "ERROR", "logging.googleapis.com/trace": trace, ...line }));
\`\`\``;

const schemas = `## Where the schemas come from

The folder \`log-contract/\` imports zod 4 and nothing else, so a service in TypeScript takes it as it is, at a commit of this repository: by copying the folder, or as a git submodule. A git dependency works where the service's bundler compiles TypeScript of dependencies, but brings everything that Parley installs.

A service in another language takes the JSON Schema of each line, which any validator reads in its tests:

\`\`\`sh
node --import tsx -p 'const { z } = require("zod"); const { lines } = require("./log-contract/lines");
  JSON.stringify(Object.fromEntries(lines.map(({ message, schema }) => [message, z.toJSONSchema(schema)])))'
\`\`\`

A new field may come at any time: readers ignore what they do not know. A field that a metric reads keeps its name for ever; a metric whose labels change gets a new name, since Cloud Logging never removes a label.`;

const metrics = `## Lines

Each metric exists where a service of the environment writes its line. It counts entries from its creation on, also those that an exclusion keeps out of storage (Google, "Log-based metrics overview"). In PromQL a distribution is read by the suffixes \`_bucket\`, \`_count\` and \`_sum\`, and every selector says \`monitored_resource="cloud_run_revision"\`; \`service_name\` tells the services apart. A bound belongs to the bucket above it, so "below a bound" is exact and nothing between two bounds is.`;

/** docs/log-contract.md. */
export function logContractPage(environments: readonly Environment[]): string {
  const sections = [
    intro,
    writing,
    schemas,
    metrics,
    ...lines.flatMap((line) => lineSection(line, environments)),
    ...speechCost(),
    ...traces(),
    ...prometheus(),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** Speech is about 15 characters a second: 150 words a minute of 6 characters each. */
const charactersPerSecond = 15;

function speechCost(): string[] {
  const million = Number((usdPerSpeechCharacter * 1_000_000).toFixed(2));
  const [spent, logged] = [charactersPerSecond, 1].map((each) => (3600 * each * usdPerSpeechCharacter).toFixed(2));
  return [
    "## What Text-to-Speech costs",
    `\`characters\` is what Google prices: ${million} dollars a million (Google, "Text-to-Speech pricing"), ${usdPerSpeechCharacter.toFixed(6)} dollars each. A service that multiplies this price by \`durationSeconds\` takes seconds for characters. A second of speech has about ${charactersPerSecond} characters, so its \`estimatedCost\` is too low by more than tenfold: an hour of audio costs about ${spent} dollars and is logged as ${logged}.`,
    "So the spend alert reads `ttsCharacters`, and a daily limit that the service counts itself must count characters too. `estimatedCost` stays in the line for whoever compares the two.",
  ];
}

const traces = (): string[] => [
  "## Traces",
  "A service that holds conversations sends spans to Cloud Trace; the grant is every service's. A connection carries one `traceparent`, at its handshake, so each turn starts a trace of its own and has `sessionId` as an attribute of its root. Trace Explorer finds it by the root's name; a log filter finds no span, since spans are no log entries.",
  table(
    ["Span", "Is"],
    Object.entries(spans).map(([name, meaning]) => [inlineCode(name), meaning]),
  ),
];

const prometheus = (): string[] => [
  "## Prometheus series and their equivalents",
  "Nothing scrapes a container here: an instance of Cloud Run has no address that a scraper could ask, and goes when nobody calls. A service exposes no `/metrics`. Each series that the media service was to expose is a metric of Google's, or comes from a line above. `SERVICE`, `BACKEND` and `SUBSCRIPTION` stand for the names of an environment.",
  prometheusTable(),
];
