import { createHash } from "node:crypto";
import type { Environment, Service } from "../../contract/environment";
import { columns, mosaic, type PlacedTile, type Section } from "./grid";

/** Maximum number of widgets; more are unreadable. Cloud Monitoring accepts 100 since May 2025. Google, "Cloud Monitoring release notes". */
export const mostWidgets = 50;

/** One dashboard: a page of charts. */
export interface Dashboard {
  /** Last part of its id, the same in all environments. */
  readonly key: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

export const overviewKey = "overview";
export const costKey = "cost";
/** Key of a service's dashboard; the prefix keeps it distinct from other dashboards, whatever the service's key. */
export const serviceKey = ({ slug }: Pick<Service, "slug">): string => `service-${slug}`;

/**
 * Id of a dashboard in its project. Parley chooses it, so that dashboards can link to
 * each other and their URLs are known at plan time.
 */
export const dashboardId = (environment: Pick<Environment, "namePrefix">, key: string): string =>
  `${environment.namePrefix}-${key}`;

/** Name in the console's list, which may contain the dashboards of several environments (metrics scope). */
export const displayName = ({ name }: Pick<Environment, "name">, { title }: Pick<Dashboard, "title">): string =>
  `${name}: ${title}`;

/** URL of a dashboard in the console. */
export const dashboardUrl = (environment: Pick<Environment, "namePrefix" | "project">, key: string): string =>
  `https://console.cloud.google.com/monitoring/dashboards/builder/${dashboardId(environment, key)}?project=${environment.project.id}`;

/**
 * The dashboard exactly as the API returns it: with the project's number in its name,
 * and without fields that have their type's default, which the API drops. So a second
 * plan shows no drift.
 *
 * The provider ignores a field that exists only in the API's response, so it would not
 * detect a field that was removed here. A label with a hash of the dashboard makes every
 * change visible to it.
 *
 * @throws Error for more widgets than `mostWidgets`
 */
export function dashboardJson(environment: Environment, dashboard: Dashboard): string {
  const { key, sections } = dashboard;
  const tiles = tilesOf(sections);
  if (tiles.length > mostWidgets)
    throw new Error(
      `dashboard '${key}' has ${tiles.length} widgets, more than ${mostWidgets}; draw several series in one chart, or split it`,
    );
  const content = withoutDefaults({
    name: `projects/${environment.project.number}/dashboards/${dashboardId(environment, key)}`,
    displayName: displayName(environment, dashboard),
    mosaicLayout: { columns, tiles },
  });
  const revision = createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);
  return JSON.stringify({ ...(content as object), labels: { environment: environment.name, revision } });
}

/** The placed tiles of a dashboard. Headers are widgets too, so they are dropped where they would exceed the limit. */
export function tilesOf(sections: readonly Section[]): PlacedTile[] {
  const complete = mosaic(sections);
  return complete.length > mostWidgets ? mosaic(sections, "without headers") : complete;
}

/** Removes zeros, empty strings, empty lists and false, at any depth. An empty object is kept, since its key determines the widget's type. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => !isDefault(field))
      .map(([name, field]) => [name, withoutDefaults(field)]),
  );
}

const isDefault = (field: unknown): boolean =>
  field === undefined || field === 0 || field === "" || field === false || (Array.isArray(field) && field.length === 0);
