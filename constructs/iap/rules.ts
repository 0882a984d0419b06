import { unmet } from "../../contract/unmet";
import type { Rule } from "../../contract/rules/rule";

/** A service may set `access: "iap"` only if the environment's `access` lists members for Identity-Aware Proxy. */
export const iapIssues: Rule = ({ environment, file }) =>
  environment.services.flatMap((service) =>
    unmet([
      [
        service.access !== "iap" || environment.access.kind === "iap",
        {
          file,
          field: `services.${service.slug}.access`,
          message: `is 'iap', but nobody could pass: access.kind is '${environment.access.kind}'; set access to { kind: "iap", members: [...], oauthClient: "google-managed" } and open the other services with access: "public"`,
        },
      ],
    ]),
  );
