import { products } from "../../constructs/products";
import type { Fault } from "../fault";
import type { Rule } from "./rule";

/** What a protected environment may not do without. High availability is no choice: it follows from protection. */
export const protectionFaults: Rule = ({ environment, file, at }) => {
  if (environment.protection !== "protected") return [];
  const faults: Fault[] = [];
  if (!environment.cloudArmor.enabled) {
    faults.push({
      file,
      field: "cloudArmor.enabled",
      message: "is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
    });
  }
  faults.push(...products.flatMap(({ protectedFaults }) => protectedFaults?.(environment, file) ?? []));
  for (const { key, image, external } of environment.services) {
    if (external === undefined && !image.includes("@")) {
      faults.push({
        ...at(key, "image"),
        message: `'${image}' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then '${image.split(":")[0] ?? ""}@sha256:...'`,
      });
    }
  }
  return faults;
};
