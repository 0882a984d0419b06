import type { Environment } from "./environment";
import { environmentFile } from "./issue";
import { currentModels, endingOf, modelsOf } from "./models";

/** Models that Google is about to take away, or that a new project may not get. */
export function modelWarnings({ name, vertex }: Environment): string[] {
  const used = [
    ["vertex.model", vertex.model, currentModels.live],
    ["vertex.textModel", vertex.textModel, currentModels.text],
  ] as const;
  return used.flatMap(([field, model, current]) => {
    const ending = endingOf(model);
    return ending === undefined
      ? []
      : `${environmentFile(name)}: ${field}: '${model}' ${ending.state} (Google's list of ${modelsOf}); name a current model such as '${current}'`;
  });
}
