import type { InputSeries, Proof } from "../scenario";

/** Calls a minute by status, half of each to either of two models. */
function calls(perMinute: Readonly<Record<string, number>>): InputSeries[] {
  return ["gemini-live-2.5-flash", "gemini-2.5-flash"].flatMap((model) =>
    Object.entries(perMinute).map(([code, rate]) => ({
      series: `aiplatform_googleapis_com:publisher_online_serving_model_invocation_count{monitored_resource="aiplatform.googleapis.com/PublisherModel",publisher="google",model_user_id="${model}",location="us-central1",response_code="${code}"}`,
      values: `0+${rate / 2}x30`,
    })),
  );
}

export const vertexAiProofs: readonly Proof[] = [
  {
    kind: "model-errors",
    scenarios: () => [
      { title: "6 % of 100 calls a minute are throttled", series: calls({ 200: 94, 429: 6 }), opensAtMinute: 6 },
      {
        title: "2 % are forbidden, 2 % unknown, 2 % unavailable",
        series: calls({ 200: 94, 403: 2, 404: 2, 503: 2 }),
        opensAtMinute: 6,
      },
      { title: "4.5 %", series: calls({ 200: 95.5, 429: 2.5, 503: 2 }) },
      { title: "half of 8 calls in 5 minutes", series: calls({ 200: 0.8, 429: 0.8 }) },
      { title: "a fifth of the callers goes away", series: calls({ 200: 80, 499: 20 }) },
    ],
  },
];
