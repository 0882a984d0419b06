import { rounded } from "../../contract/rounded";
import { usdPerSpeechCharacter } from "../../contract/cost/prices";
import type { Environment } from "../../contract/environment";
import { ttsGenerationCompleted } from "../../log-contract/tts-generation-completed";
import { logMetrics } from "../../observability/metrics/log-based";
import { serviceUsage } from "../cloud-quotas/metrics";
import { percent } from "../../observability/percent";
import { increase, series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { contractLines } from "../../observability/alerts/log-filters";

/** Share of the daily limit at which an alert opens, while the application still synthesizes speech. */
const warnedShare = 0.8;

/**
 * An alert opens if the current rate would spend the daily limit within this many
 * hours. That is six times the rate that lasts a day, and leaves three hours until
 * `warnedShare` is reached.
 */
const spentWithinHours = 4;

/** Assumed characters per request where no log line reports them: about a minute of speech. Google accepts at most 5000 bytes ("Text-to-Speech quotas and limits"). */
const charactersPerRequest = 1000;

const subject = { kind: "environment" } as const;

/** Alerts on the spend and the spend rate of Text-to-Speech; none if no service calls it. */
export function textToSpeechAlerts(environment: Environment): Alert[] {
  if (!environment.services.some(({ calls }) => calls.includes("text-to-speech"))) return [];
  const { dailyLimitUsd } = environment.textToSpeech;
  const logs = contractLines(ttsGenerationCompleted);
  const characters = series(environment, logMetrics.ttsCharacters, {}, "_sum");
  const warnedUsd = rounded(warnedShare * dailyLimitUsd);
  const charactersPerHour = dailyLimitUsd / usdPerSpeechCharacter / spentWithinHours;
  const characterLimit = Math.round(charactersPerHour / 6);
  const requestLimit = Math.max(1, Math.round(charactersPerHour / charactersPerRequest));
  return [
    {
      kind: "speech-spend",
      subject,
      title: "High spend on speech",
      severity: "ticket",
      conditions: [
        {
          language: "promql",
          title: `more than ${warnedUsd} dollars a day`,
          value: `${increase(characters, 86_400)} * ${usdPerSpeechCharacter}`,
          comparison: ">",
          threshold: warnedUsd,
          forSeconds: 300,
        },
      ],
      meaning: `Text-to-Speech has cost more than ${warnedUsd} dollars within a day, ${percent(warnedShare)} of the ${dailyLimitUsd} at which the application stops speaking.`,
      logs,
    },
    {
      kind: "speech-usage-spike",
      subject,
      title: "Spike in speech usage",
      severity: "ticket",
      conditions: [
        {
          language: "promql",
          title: `more than ${characterLimit.toLocaleString("en-US")} characters in 10 minutes`,
          value: increase(characters, 600),
          comparison: ">",
          threshold: characterLimit,
          forSeconds: 300,
        },
        {
          language: "promql",
          // This metric is up to half an hour late, so it follows the other alert; it needs no log line.
          title: `more than ${requestLimit} requests in an hour`,
          value: increase(
            series(environment, serviceUsage.apiRequests, { service: "texttospeech.googleapis.com" }),
            3600,
          ),
          comparison: ">",
          threshold: requestLimit,
          forSeconds: 300,
        },
      ],
      meaning: `Text-to-Speech is used at a pace that spends the day's ${dailyLimitUsd} dollars within ${spentWithinHours} hours.`,
      logs,
    },
  ];
}
