import type { Environment } from "../environment";
import type { Fault } from "../fault";
import { platformFile, type Rule } from "./rule";

/** Signed URLs are signed by something and open something. */
export const deliveryFaults: Rule = ({ environment, file }) => {
  const delivered = Object.values(environment.buckets).some(
    (entry) => entry.contents === "records" && entry.signedDelivery !== undefined,
  );
  return delivered ? [] : [...keyFaults(environment, file), ...readerFaults(environment)];
};

function keyFaults({ signedUrlKeys }: Environment, file: string): Fault[] {
  if (signedUrlKeys.length === 0) return [];
  return [
    {
      file,
      field: "signedUrlKeys",
      message: `names ${signedUrlKeys.map((key) => `'${key}'`).join(", ")}, but no bucket in platform.ts has signedDelivery, so no backend can have a key; set it to [] or give a bucket of records signedDelivery`,
    },
  ];
}

function readerFaults({ services }: Environment): Fault[] {
  return services.flatMap(({ key, env }) =>
    Object.entries(env)
      .filter(([, value]) => typeof value === "object" && "from" in value && value.from === "signedUrlKeyName")
      .map(([name]) => ({
        file: platformFile,
        field: `services.${key}.env.${name}`,
        message:
          "reads signedUrlKeyName, but no bucket has signedDelivery, so a signed URL would open nothing; remove it or give a bucket of records signedDelivery",
      })),
  );
}
