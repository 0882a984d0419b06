import type { Issue } from "../../contract/issue";
import type { Rule } from "../../contract/rules/rule";

/** A service may ask for Identity-Aware Proxy only where the environment says whom it lets in. */
export const iapIssues: Rule = ({ environment, file }) =>
  environment.services.flatMap((service): Issue[] =>
    service.access === "iap" && environment.access.kind !== "iap"
      ? [
          {
            file,
            field: `services.${service.key}.access`,
            message: `is 'iap', but nobody could pass: access.kind is '${environment.access.kind}'; set access to { kind: "iap", members: [...], oauthClient: "google-managed" } and open the other services with access: "public"`,
          },
        ]
      : [],
  );
