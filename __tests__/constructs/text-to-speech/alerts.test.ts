import { describe, expect, test } from "vitest";
import { textToSpeechAlerts } from "../../../constructs/text-to-speech/alerts";
import { environment } from "../../support/environments";

const charactersOf = (project: string): string =>
  `logging_googleapis_com:user_tts_characters_sum{monitored_resource="cloud_run_revision",project_id="${project}"}`;
const requestsOf = (project: string): string =>
  `serviceruntime_googleapis_com:api_request_count{monitored_resource="consumed_api",project_id="${project}",service="texttospeech.googleapis.com"}`;

describe("the alerts of synthesized speech", () => {
  // At 16 dollars a million, 50 dollars are 3,125,000 characters; ten minutes are a 24th of four hours.
  test.each([
    ["dev", 4, 13_021, 78],
    ["staging", 8, 26_042, 156],
    ["prod", 40, 130_208, 781],
  ] as const)("of %s follow its daily limit", (name, usd, charactersInTenMinutes, requestsAnHour) => {
    const alerts = textToSpeechAlerts(environment(name));
    const { id } = environment(name).project;
    const [characters, requests] = [charactersOf(id), requestsOf(id)];
    expect(alerts.map(({ kind, subject, severity }) => [kind, subject, severity])).toEqual([
      ["speech-spend", { kind: "environment" }, "ticket"],
      ["speech-usage-spike", { kind: "environment" }, "ticket"],
    ]);
    expect(alerts.flatMap(({ conditions }) => [...conditions])).toMatchObject([
      { value: `sum(increase(${characters}[1d])) * 0.000016`, comparison: ">", threshold: usd, forSeconds: 300 },
      { value: `sum(increase(${characters}[10m]))`, comparison: ">", threshold: charactersInTenMinutes },
      { value: `sum(increase(${requests}[1h]))`, comparison: ">", threshold: requestsAnHour, forSeconds: 300 },
    ]);
  });

  test("write the warned dollars without what binary fractions leave", () => {
    const seven = environment("dev", (spec) => {
      spec.textToSpeech.dailyLimitUsd = 7;
    });
    expect(textToSpeechAlerts(seven)[0]!.meaning).toContain(
      "more than 5.6 dollars within a day, 80 % of the 7 at which",
    );
  });

  test("ask for one request at least, however small the limit", () => {
    const cent = environment("dev", (spec) => {
      spec.textToSpeech.dailyLimitUsd = 0.01;
    });
    expect(textToSpeechAlerts(cent)[1]!.conditions[1]).toMatchObject({ threshold: 1 });
  });

  test("are none where no service speaks", () => {
    const silent = environment("dev", (_, catalog) => {
      for (const service of Object.values(catalog.services))
        service.calls = (service.calls ?? []).filter((call) => call !== "text-to-speech");
    });
    expect(textToSpeechAlerts(silent)).toEqual([]);
  });
});
