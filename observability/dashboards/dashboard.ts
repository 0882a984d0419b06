import { createHash } from "node:crypto";
import type { Environment, Service } from "../../contract/environment";
import { columns, mosaic, type PlacedTile, type Section } from "./grid";

/** Cloud Monitoring takes 100 since May 2025 and took 40 before. Google, "Cloud Monitoring release notes". Nobody reads more than 40. */
export const mostWidgets = 40;

/** One page of charts. */
export interface Dashboard {
  /** Last part of its id, alike in all environments. */
  readonly key: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

export const overviewKey = "overview";
export const costKey = "cost";
/** Apart from the others whatever the service is called. */
export const serviceKey = ({ key }: Pick<Service, "key">): string => `service-${key}`;

/**
 * Id of a dashboard in its project. Parley chooses it, so that dashboards link
 * each other and the address is known before the first apply.
 */
export const dashboardId = (environment: Pick<Environment, "namePrefix">, key: string): string =>
  `${environment.namePrefix}-${key}`;

/** What the console's list shows, which has the dashboards of all environments where projects are watched together. */
export const displayName = ({ name }: Pick<Environment, "name">, { title }: Pick<Dashboard, "title">): string =>
  `${name}: ${title}`;

/** Where people open it. */
export const dashboardUrl = (environment: Pick<Environment, "namePrefix" | "project">, key: string): string =>
  `https://console.cloud.google.com/monitoring/dashboards/builder/${dashboardId(environment, key)}?project=${environment.project.id}`;

/**
 * The dashboard as the API reads it back: with the project's number in its name,
 * and without fields that have their type's default, which the API drops. So a
 * second plan is empty.
 *
 * The provider takes a field that only Google has for one that Google added, so
 * it would not see that one was removed here. The label changes with every
 * change, and the provider sees that.
 *
 * @throws Error for more widgets than a dashboard should have
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

/** Headers are widgets too, so a service that has everything keeps its charts and gives them up. */
export function tilesOf(sections: readonly Section[]): PlacedTile[] {
  const complete = mosaic(sections);
  return complete.length > mostWidgets ? mosaic(sections, "without headers") : complete;
}

/** Without zeros, empty texts and lists, and false, at any depth; an empty message stays, since it says which kind a widget is. */
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
