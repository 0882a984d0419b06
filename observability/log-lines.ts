import type { Environment, Service } from "../contract/environment";
import type { LogLine } from "../log-contract/log-line";
import { lines, type Message } from "../log-contract/lines";

/** Whether a service writes a line, derived from its entry. */
type Writes = (service: Service, environment: Environment) => boolean;

const holdsConversations: Writes = ({ websocket }) => websocket;
const callsTheModel: Writes = ({ calls }) => calls.includes("vertex-ai");

const writes: Readonly<Record<Message, Writes>> = {
  "Audio session ended": holdsConversations,
  "Audio session started": holdsConversations,
  "Cache lookup": (service, { buckets }) => service.writes.some((bucket) => buckets[bucket]?.contents === "cache"),
  // A WebSocket service converses with the model; a service that answers requests lets the model generate a conversation.
  "Conversation generated": (service, environment) =>
    callsTheModel(service, environment) && !holdsConversations(service, environment),
  "Job completed": ({ queues }) => Object.keys(queues).length > 0,
  "TTS generation completed": ({ calls }) => calls.includes("text-to-speech"),
  "Turn completed": holdsConversations,
  "Vertex AI request completed": callsTheModel,
  "WebSocket connection closed": holdsConversations,
};

/** Services of an environment that write a line, sorted by key. */
export const writersOf = (environment: Environment, message: Message): Service[] =>
  environment.services.filter((service) => writes[message](service, environment));

/** Lines that at least one service of an environment writes. Only their metrics exist in the environment. */
export const linesOf = (environment: Environment): LogLine[] =>
  lines.filter(({ message }) => writersOf(environment, message).length > 0);
