import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { Json, JsonObject } from "../../../tools/golden/json";
import { renderStack } from "../../../tools/golden/stack";
import { stackJson } from "../../support/stacks";

type Path = readonly (string | number)[];

/** Step of a path into a document that a string holds. */
const inside = -1;

/** Every leaf of a stack but CDKTF's notes; a dashboard's are those of its document. */
function leavesOf(value: Json, path: Path = []): Path[] {
  if (typeof value === "string" && path.at(-1) === "dashboard_json")
    return leavesOf(JSON.parse(value) as Json).map((inner) => [...path, inside, ...inner]);
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value)
    .filter(([key]) => key !== "//")
    .flatMap(([key, inner]) => leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}

const changedLeaf = (value: Json): Json =>
  typeof value === "string"
    ? `${value}x`
    : typeof value === "number"
      ? Number(value === 0)
      : typeof value === "boolean"
        ? !value
        : "x";

/** A copy in which one leaf is another. */
function changed(value: Json, [key, ...rest]: Path): Json {
  if (key === undefined) return changedLeaf(value);
  if (key === inside) return JSON.stringify(changed(JSON.parse(value as string) as Json, rest));
  const copy: any = Array.isArray(value) ? [...value] : { ...(value as JsonObject) };
  copy[key] = changed(copy[key], rest);
  return copy as Json;
}

/** A dashboard with the first widgets of each kind, since it has too many leaves to change each. */
function twoOfEachKind(text: string): string {
  const json = JSON.parse(text);
  const counts: Record<string, number> = {};
  json.mosaicLayout.tiles = json.mosaicLayout.tiles.filter(({ widget }: any) => {
    const kind = Object.keys(widget).join();
    counts[kind] = (counts[kind] ?? 0) + 1;
    return counts[kind] <= 2;
  });
  return JSON.stringify(json);
}

/** Two of each type, so that what they share and where they differ are both there. */
function reference(ids: readonly string[]): JsonObject {
  const all = ids.map((id) => structuredClone(stackJson(id).json));
  const resource: Record<string, any> = {};
  for (const { resource: types } of all)
    for (const [type, named] of Object.entries<any>(types)) {
      const some = Object.entries<any>(named).filter((_, index, { length }) => index < 2 || index === length - 1);
      resource[type] = { ...resource[type], ...Object.fromEntries(some) };
    }
  for (const dashboard of Object.values<any>(resource.google_monitoring_dashboard ?? {}))
    dashboard.dashboard_json = twoOfEachKind(dashboard.dashboard_json as string);
  return { ...all[0]!, resource };
}

const differing = (before: string, after: string): [gone: string[], come: string[]] => {
  const [one, other] = [before.split("\n"), after.split("\n")];
  return [one.filter((line) => !other.includes(line)), other.filter((line) => !one.includes(line))];
};

describe("a stack as people read it", () => {
  const stacks = {
    operations: reference(["prod-operations"]),
    layers: reference(["prod-runtime", "prod-data", "prod-foundation", "bootstrap-prod"]),
  };

  /** Of one type each, which is rendered sooner than the whole. */
  const parts = Object.entries(stacks).flatMap(([name, { resource, ...head }]): [string, JsonObject][] => [
    [name, head],
    ...Object.entries(resource as JsonObject).map(([type, named]): [string, JsonObject] => [
      `${name}: ${type}`,
      { resource: { [type]: named } },
    ]),
  ]);

  test.each(parts)("%s: no leaf can change without a line that changes", (_, stack) => {
    const before = renderStack(stack);
    const missed = leavesOf(stack).filter((path) => renderStack(changed(stack, path) as JsonObject) === before);
    expect(missed.map((path) => path.join(" "))).toEqual([]);
  });

  test("no leaf of a made-up resource is missed either, whatever its keys and values", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 })), (attributes) => {
        for (const type of ["google_storage_bucket", "google_project_service", "google_x_iam_member"]) {
          const stack = { resource: { [type]: { One: attributes as JsonObject } } };
          for (const path of leavesOf(stack))
            expect(renderStack(changed(stack, path) as JsonObject)).not.toBe(renderStack(stack));
        }
      }),
      { numRuns: 30 },
    );
  });

  const operations = stackJson("prod-operations").json;
  const id = "Alert-model-errors";
  const promql = ["conditions", 0, "condition_prometheus_query_language"];
  const at = ["resource", "google_monitoring_alert_policy", id];

  test.each([[[...promql, "query"]], [[...promql, "duration"]], [["severity"]], [["conditions", 0, "display_name"]]])(
    "a changed %j of an alert is one line",
    (path) => {
      const [gone, come] = differing(
        renderStack(operations),
        renderStack(changed(operations, [...at, ...path]) as JsonObject),
      );
      expect([gone.length, come.length]).toEqual([1, 1]);
      expect(come[0]).toContain(id);
    },
  );

  test("a changed sign of several is one line", () => {
    const { query } =
      operations.resource.google_monitoring_alert_policy["Alert-user-impact_audio"].conditions[0]
        .condition_prometheus_query_language;
    const loosened = renderStack(operations).replace(/ > 0[.]99/, " > 0.98");
    expect(query).toContain(" > 0.99");
    const other = structuredClone(operations);
    other.resource.google_monitoring_alert_policy[
      "Alert-user-impact_audio"
    ].conditions[0].condition_prometheus_query_language.query = (query as string).replace(" > 0.99", " > 0.98");
    expect(renderStack(other)).toBe(loosened);
  });

  test("a changed step of a runbook is one line for each number of signs, however many alerts quote it", () => {
    const alerts = operations.resource.google_monitoring_alert_policy as Record<string, any>;
    const other = structuredClone(alerts);
    for (const alert of Object.values(other))
      if (alert.user_labels.runbook === "user-impact")
        alert.documentation.content = `${String(alert.documentation.content)}\n\nOne more step.`;
    const after = {
      ...operations,
      resource: { ...(operations.resource as object), google_monitoring_alert_policy: other },
    };
    expect(differing(renderStack(operations), renderStack(after)).map(({ length }) => length)).toEqual([2, 2]);
  });

  test("provider, default labels and place of the state stay in sight", () => {
    const text = renderStack(stackJson("prod-data").json);
    expect(text).toContain('backend: { gcs: { bucket: "parley-audio-prod-tfstate", prefix: "prod-data" } }');
    expect(text).toContain('version: "6.50.0"');
    expect(text).toContain('default_labels: { environment: "prod", layer: "data", owner: "platform" }');
    expect(text).not.toContain("uniqueId");
  });
});
