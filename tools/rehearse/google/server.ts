import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { described, type Call } from "./call";
import type { Fault, Faults } from "./faults";
import { GoogleError } from "./google-error";
import type { Holds } from "./holds";
import { answer } from "./router";
import type { World } from "./world";

/** What a stand-in for Google has seen. */
interface Recorded {
  /** Calls that no API here knows, each once. */
  readonly unknown: Set<string>;
  /** Refusals, as lines for people. */
  readonly refused: string[];
  calls: number;
}

/** A stand-in for Google's APIs on loopback. */
export interface Google {
  readonly root: string;
  readonly recorded: Recorded;
  readonly close: () => Promise<void>;
}

/** How a stand-in behaves. */
export interface Behaviour {
  /** Time without another call after which a call takes effect, in milliseconds; zero for at once. */
  readonly waits: (call: Call) => number;
  readonly faults: Faults;
  readonly holds: Holds;
  /** Sends a signal to the Terraform that runs. */
  readonly signal: (signal: "SIGINT" | "SIGKILL") => void;
}

/** Starts a stand-in on a free port of loopback. Nothing leaves the machine. */
export async function startGoogle(world: World, { waits, faults, holds, signal }: Behaviour): Promise<Google> {
  const recorded: Recorded = { unknown: new Set(), refused: [], calls: 0 };
  let latest = Date.now();
  const respond = async (request: IncomingMessage): Promise<{ code: number; body: object } | undefined> => {
    const call = await read(request, world);
    recorded.calls++;
    try {
      if (request.method !== "GET") await holds.hold(call);
      const wait = request.method === "GET" ? 0 : waits(call);
      if (wait > 0) await quiet(() => latest, wait);
      else latest = Date.now();
      const fault = faults.next(call);
      if (fault?.kind === "refused") throw fault.error;
      const body = answer(call, world);
      if (fault?.kind === "signal") signal(fault.signal);
      return outcome(body, fault, world);
    } catch (error) {
      if (error instanceof GoogleError) {
        if (error.code !== 404 || request.method !== "GET")
          recorded.refused.push(`${described(call)}: ${error.message}`);
        return { code: error.code, body: error.body };
      }
      recorded.unknown.add(
        error instanceof Error && error.name === "UnknownCall"
          ? described(call)
          : `${described(call)}: ${String((error as Error).stack)}`,
      );
      return { code: 501, body: new GoogleError(501, "UNIMPLEMENTED", described(call), "notImplemented").body };
    } finally {
      if (request.method !== "GET") holds.answered(call);
    }
  };
  const server = createServer((request, response) => {
    void respond(request).then((reply) => {
      send(response, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { root: `http://127.0.0.1:${portOf(server)}`, recorded, close: () => closed(server) };
}

/** What the caller gets of an answer, given what goes wrong; undefined if it gets nothing. */
function outcome(body: object, fault: Fault | undefined, world: World): { code: number; body: object } | undefined {
  if (fault?.kind === "lost" && fault.error !== undefined) throw fault.error;
  if (fault?.kind === "lost" || (fault?.kind === "signal" && fault.signal === "SIGKILL")) return undefined;
  if (fault?.kind === "failed") {
    const { name = "" } = body as { name?: string };
    world.operations.fail(name.split("/").at(-1)!, fault.error);
  }
  return { code: 200, body };
}

function send(response: ServerResponse, reply: { code: number; body: object } | undefined): void {
  if (reply === undefined) {
    response.socket?.destroy();
    return;
  }
  response.writeHead(reply.code, { "Content-Type": "application/json" });
  response.end(JSON.stringify(reply.body));
}

/** Waits until nobody else has called for some time, counted from now, but at most ten times as long. */
async function quiet(latest: () => number, milliseconds: number): Promise<void> {
  const started = Date.now();
  while (Date.now() - Math.max(latest(), started) < milliseconds && Date.now() - started < 10 * milliseconds)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

async function read(request: IncomingMessage, world: World): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", "http://loopback");
  const [, host = "", ...rest] = url.pathname.split("/");
  const service = host.replace(/^api-/, "");
  const base = world.apis.find((api) => api.service === service)?.base ?? "";
  const path = decodeURIComponent(rest.join("/")).replace(new RegExp(`^(?:${base})+`), "");
  const text = Buffer.concat(chunks).toString("utf8");
  return {
    method: request.method ?? "GET",
    service,
    path: world.canonical(path),
    query: url.searchParams,
    body: text === "" ? {} : (JSON.parse(text) as unknown),
  };
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => {
      resolve();
    });
  });
