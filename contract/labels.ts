import type { Environment } from "./environment";
import type { Layer } from "./names";

/** Labels of everything in a layer. The provider sets them by itself on most resources; the rest writes them out. */
export const layerLabels = (
  { labels, owner, name }: Pick<Environment, "labels" | "owner" | "name">,
  layer: Layer,
): Record<string, string> => ({ ...labels, owner, environment: name, layer });
