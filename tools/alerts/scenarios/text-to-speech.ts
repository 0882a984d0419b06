import type { Environment } from "../../../contract/environment";
import type { InputSeries, Proof } from "../scenario";

/** At 16 US dollars per million characters. Google, "Text-to-Speech pricing". */
const charactersPerDollar = 62_500;

const dailyCharacters = ({ textToSpeech }: Environment): number => textToSpeech.dailyLimitUsd * charactersPerDollar;

/** Values that rise by this much a minute and then stop. Whole numbers, since a rounding error that decreases the value would count as a counter reset. */
function rising(perMinute: number, minutes: number, afterwards = 0): string {
  const step = Math.round(perMinute);
  return `0+${step}x${minutes} ${step * minutes}+0x${afterwards}`;
}

/** Series that services log, in two equal parts, plus series that the alert does not cover. */
function logged(half: (share: 0.5) => string): InputSeries[] {
  const of = (metric: string, resource: string, service: string, values: string): InputSeries => ({
    series: `logging_googleapis_com:user_${metric}{monitored_resource="${resource}",service_name="${service}"}`,
    values,
  });
  return [
    of("tts_characters_sum", "cloud_run_revision", "parley-conversation", half(0.5)),
    of("tts_characters_sum", "cloud_run_revision", "parley-batch", half(0.5)),
    of("tts_characters_sum", "global", "developer", "0+1000000x60"),
    of("tts_characters_count", "cloud_run_revision", "parley-conversation", "0+1000000x60"),
  ];
}

function requested(perMinute: number): InputSeries[] {
  const of = (resource: string, service: string, rate: number): InputSeries => ({
    series: `serviceruntime_googleapis_com:api_request_count{monitored_resource="${resource}",service="${service}.googleapis.com",method="google.cloud.texttospeech.v1.TextToSpeech.SynthesizeSpeech",response_code="200",response_code_class="2xx"}`,
    values: `0+${rate}x90`,
  });
  return [
    of("consumed_api", "texttospeech", perMinute),
    of("consumed_api", "aiplatform", 1000 * perMinute),
    of("produced_api", "texttospeech", 1000 * perMinute),
  ];
}

export const textToSpeechProofs: readonly Proof[] = [
  {
    kind: "speech-spend",
    scenarios: (environment) => {
      const limit = dailyCharacters(environment);
      return [
        {
          title: "2.05 % of the limit a minute; 80 % are spent in minute 40",
          series: logged((half) => rising(half * 0.0205 * limit, 60)),
          opensAtMinute: 45,
        },
        {
          title: "70 % of the limit within 35 minutes, and then nothing",
          series: logged((half) => rising(half * 0.02 * limit, 35, 30)),
        },
        {
          title: "80 % of the limit are spent evenly, over five hours",
          series: logged((half) => rising((half * 0.8 * limit) / 300.5, 320)),
          opensAtMinute: 306,
        },
      ];
    },
  },
  {
    kind: "speech-usage-spike",
    scenarios: (environment) => {
      const limit = dailyCharacters(environment);
      // Four hours are 24 times ten minutes.
      const perMinute = limit / 24 / 10;
      // A thousand characters a request.
      const requestsPerMinute = limit / 4 / 1000 / 60;
      return [
        {
          title: "10 % faster than the limit in four hours; ten minutes' characters are there in minute 9.1",
          series: logged((half) => rising(half * 1.1 * perMinute, 30)),
          opensAtMinute: 15,
        },
        { title: "10 % slower", series: logged((half) => rising(half * 0.9 * perMinute, 30)) },
        {
          title: "eight minutes of it, as a long conversation is made",
          series: logged((half) => rising(half * 1.1 * perMinute, 8, 30)),
        },
        {
          condition: 1,
          title: "10 % faster, in requests; an hour's are there in minute 54.5",
          series: requested(1.1 * requestsPerMinute),
          opensAtMinute: 60,
        },
        { condition: 1, title: "10 % slower, in requests", series: requested(0.9 * requestsPerMinute) },
      ];
    },
  },
];
