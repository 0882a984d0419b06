import { about } from "./about";
import { hoursAMonth, minutesAMonth } from "./cost/line";
import { asUsed, type UsedEnvironment } from "./cost/used-environment";
import type { Environment, Service } from "./environment";
import { loadOf } from "./load";
import { rounded } from "./rounded";

/** Tokens of a second of speech, in either direction: 12 dollars a million spoken are also quoted as 0.018 a minute (Google, "Gemini Developer API pricing"). */
const tokensPerSecond = 25;

/** After this time Google ends a connection, and the application resumes the session with another one; minutes. Google, "Start and manage live sessions". */
const connectionMinutes = 10;

/** Tokens that a model is billed for in a month. */
export interface ModelTokens {
  /** Users' speech. Silence on an open stream counts. */
  readonly audioInput: number;
  /** Speech of a session's earlier turns, which each turn reads again. */
  readonly audioContext: number;
  readonly audioOutput: number;
  /** Instructions, which each turn reads again. */
  readonly instructions: number;
  readonly textInput: number;
  readonly textOutput: number;
}

const callsModel = ({ calls }: Service): boolean => calls.includes("vertex-ai");

/** Services whose conversations are sessions of the Live API. */
const liveServices = ({ services }: Pick<Environment, "services">): Service[] =>
  services.filter((service) => callsModel(service) && service.websocket);

/** Services of which each request lets a model write a text. */
const textServices = ({ services }: Pick<Environment, "services">): Service[] =>
  services.filter((service) => callsModel(service) && !service.websocket);

const sum = (services: readonly Service[], of: (service: Service) => number): number =>
  services.reduce((total, service) => total + of(service), 0);

const sessionHours = (environment: UsedEnvironment): number =>
  sum(liveServices(environment), ({ slug }) => loadOf(environment.usage, slug).hours);

const textRequests = (environment: UsedEnvironment): number =>
  sum(textServices(environment), ({ slug }) => loadOf(environment.usage, slug).requests);

export function modelTokens(environment: UsedEnvironment): ModelTokens {
  const { voice, texts } = environment.usage;
  const hours = sessionHours(environment);
  const turns = hours * 60 * voice.turnsPerMinute;
  const requests = textRequests(environment);
  return {
    audioInput: rounded(hours * 3600 * tokensPerSecond),
    audioContext: rounded(turns * voice.contextTokens),
    audioOutput: rounded(hours * 3600 * voice.speakingShare * tokensPerSecond),
    instructions: rounded(turns * voice.instructionTokens),
    textInput: rounded(requests * texts.inputTokens),
    textOutput: rounded(requests * texts.outputTokens),
  };
}

/** Calls and tokens a minute, all models together. */
export interface Peak {
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
}

/**
 * Load of the models when `peakSessions` of the Live API talk at once, as the
 * expected usage describes them, which a load test must reach. Texts rise as much
 * above their mean as sessions do. A session is a call at each of its connections.
 *
 * Undefined where no session is expected: then there is no peak to draw.
 */
export function expectedPeak(environment: Environment): Peak | undefined {
  const used = asUsed(environment, "expected");
  const live = liveServices(used).filter(({ slug }) => loadOf(used.usage, slug).hours > 0);
  const sessions = sum(live, ({ peakSessions = 0 }) => peakSessions);
  const hours = sessionHours(used);
  if (sessions === 0 || hours === 0) return undefined;
  const { audioInput, audioContext, audioOutput, instructions, textInput, textOutput } = modelTokens(used);
  // How much higher the peak is than the month's mean.
  const rise = sessions / (hours / hoursAMonth);
  const connections = sum(live, (service) => {
    const { requests, hours: open } = loadOf(used.usage, service.slug);
    return (service.peakSessions ?? 0) / Math.min(connectionMinutes, (open * 60) / requests);
  });
  const texts = (rise * (textInput + textOutput)) / minutesAMonth;
  const voice = (rise * (audioInput + audioContext + audioOutput + instructions)) / minutesAMonth;
  return {
    requestsPerMinute: about(connections + (rise * textRequests(used)) / minutesAMonth),
    tokensPerMinute: about(voice + texts),
  };
}
