import { describe, expect, test } from "vitest";
import { lines, type Message } from "../../log-contract/lines";
import { linesOf, writersOf } from "../../observability/log-lines";
import type { Change } from "../constructs/fixtures";
import { environment } from "../support/environments";

const keys = (message: Message, change: Change = () => {}): string[] =>
  writersOf(environment("prod", change), message).map(({ slug }) => slug);

const conversations = ["Audio session ended", "Audio session started", "Turn completed", "WebSocket connection closed"];

describe("which service writes a line", () => {
  test.each([
    ...conversations.map((message) => [message, ["audio", "realtime"]]),
    ["Cache lookup", ["conversation"]],
    ["Conversation generated", ["conversation"]],
    ["Job completed", ["media"]],
    ["TTS generation completed", ["conversation"]],
    ["Vertex AI request completed", ["audio", "conversation"]],
  ])("%s: %j", (message, expected) => {
    expect(keys(message as Message)).toEqual(expected);
  });

  /** What an entry declares, and the lines that follow from it alone. */
  const declarations: [string, (entry: any) => void, string[]][] = [
    ["websocket", (entry) => Object.assign(entry, { websocket: true, peakSessions: 10 }), conversations],
    [
      "calls: vertex-ai",
      (entry) => (entry.calls = ["vertex-ai"]),
      ["Conversation generated", "Vertex AI request completed"],
    ],
    [
      "websocket and calls: vertex-ai",
      (entry) => Object.assign(entry, { websocket: true, peakSessions: 10, calls: ["vertex-ai"] }),
      [...conversations, "Vertex AI request completed"],
    ],
    ["calls: text-to-speech", (entry) => (entry.calls = ["text-to-speech"]), ["TTS generation completed"]],
    ["calls: speech-to-text", (entry) => (entry.calls = ["speech-to-text"]), []],
    ["writes: a cache", (entry) => (entry.writes = ["audio-cache"]), ["Cache lookup"]],
    ["reads: a cache, which it does not fill", (entry) => (entry.reads = ["audio-cache"]), []],
    ["writes: records", (entry) => (entry.writes = ["assets"]), []],
    ["queues", (entry) => (entry.queues = { events: "/process-event" }), ["Job completed"]],
  ];

  test.each(declarations)("a seventh service with %s writes what follows and nothing else", (_, declare, expected) => {
    const of = environment("dev", (_, catalog) => {
      const entry: any = { ...structuredClone(catalog.services.rest!), firestore: false, secrets: {} };
      Object.assign(entry, { accountId: "seventh-service", route: undefined });
      declare(entry);
      catalog.services.seventh = entry;
      catalog.queues.events = structuredClone(catalog.queues.jobs!);
      if (Object.keys(entry.queues ?? {}).length === 0) delete catalog.queues.events;
    });
    const written = lines.filter(({ message }) => writersOf(of, message).some(({ slug }) => slug === "seventh"));
    expect(written.map(({ message }) => message).sort()).toEqual([...expected].sort());
  });
});

describe("the lines of an environment", () => {
  test.each(["dev", "staging", "prod"] as const)("%s has them all", (name) => {
    expect(linesOf(environment(name))).toEqual(lines);
  });

  test("are those that some service writes", () => {
    const silent = environment("dev", (_, catalog) => {
      catalog.services.conversation!.calls = ["vertex-ai"];
      delete catalog.services.conversation!.env!.DISABLE_TTS;
    });
    expect(linesOf(silent).map(({ message }) => message)).toEqual(
      lines.map(({ message }) => message).filter((message) => message !== "TTS generation completed"),
    );
  });
});
