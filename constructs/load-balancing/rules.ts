import type { Environment } from "../../contract/environment";
import { catalogFile, type Issue } from "../../contract/issue";
import { cdnOrigins } from "../../contract/routes";
import type { Rule } from "../../contract/rules/rule";

/** Signing keys, and services that read their name, require a bucket with `signedDelivery`. */
export const loadBalancerIssues: Rule = ({ environment, file }) => {
  const isSigned = cdnOrigins(environment).some(([, { signed }]) => signed);
  return isSigned ? [] : [...keyIssues(environment, file), ...readerIssues(environment)];
};

function keyIssues({ signedUrlKeys }: Environment, file: string): Issue[] {
  if (signedUrlKeys.length === 0) return [];
  return [
    {
      file,
      field: "signedUrlKeys",
      message: `names ${signedUrlKeys.map((key) => `'${key}'`).join(", ")}, but no bucket in catalog.ts has signedDelivery, so no backend can have a key; set it to [] or give a bucket of records signedDelivery`,
    },
  ];
}

function readerIssues({ services }: Environment): Issue[] {
  return services.flatMap(({ slug, env }) =>
    Object.entries(env)
      .filter(([, value]) => typeof value === "object" && "from" in value && value.from === "signedUrlKeyName")
      .map(([name]) => ({
        file: catalogFile,
        field: `services.${slug}.env.${name}`,
        message:
          "reads signedUrlKeyName, but no bucket has signedDelivery, so a signed URL would open nothing; remove it or give a bucket of records signedDelivery",
      })),
  );
}
