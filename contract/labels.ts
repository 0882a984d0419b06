import type { Environment } from "./environment";
import type { Layer } from "./names";

/** Labels of every resource in a layer. The provider sets them on most resources; other resources set them explicitly. */
export const layerLabels = (
  { labels, owner, name }: Pick<Environment, "labels" | "owner" | "name">,
  layer: Layer,
): Record<string, string> => ({ ...labels, owner, environment: name, layer });
