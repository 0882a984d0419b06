import { describe, expect, test } from "vitest";
import { vertexAiAlerts } from "../../../constructs/vertex-ai/alerts";
import { environment } from "../../support/environments";

const calls = "aiplatform_googleapis_com:publisher_online_serving_model_invocation_count";

describe("the alert of model calls", () => {
  test.each(["dev", "staging", "prod"] as const)(
    "wakes somebody in %s when a share of them fails, whatever the status",
    (name) => {
      const { id, number } = environment(name).project;
      const own = `resource_container=~"(projects/)?(${id}|${number})"`;
      const failed = `${calls}{${own},response_code!~"2..|499"}`;
      expect(vertexAiAlerts(environment(name))).toMatchObject([
        {
          kind: "model-errors",
          subject: { kind: "environment" },
          severity: "page",
          conditions: [
            {
              value: `sum(rate(${failed}[5m])) / sum(rate(${calls}{${own}}[5m]))`,
              comparison: ">",
              threshold: 0.05,
              guards: [`sum(increase(${failed}[5m])) >= 5`],
              forSeconds: 300,
            },
          ],
        },
      ]);
    },
  );

  test("is none where no service calls a model", () => {
    const none = environment("dev", (_, catalog) => {
      for (const service of Object.values(catalog.services))
        service.calls = (service.calls ?? []).filter((call) => call !== "vertex-ai");
    });
    expect(vertexAiAlerts(none)).toEqual([]);
  });
});
