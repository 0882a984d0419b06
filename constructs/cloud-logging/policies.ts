import { ofType, resources, type Policy } from "../../policies/policy";
import { typesWith } from "../../policies/registry";

export const cloudLoggingPolicies: readonly Policy[] = [
  {
    id: "access-audited",
    check: (built) => {
      const configured = resources(built, ofType("google_project_iam_audit_config")).map(({ attributes }) =>
        String(attributes.service),
      );
      return typesWith("audit")
        .filter(([, service]) => !configured.includes(`${service}.googleapis.com`))
        .flatMap(([type, service]) =>
          // One message per type, on its first resource.
          resources(built, ofType(type))
            .slice(0, 1)
            .map((resource) => ({
              resource,
              message: `leaves no trace of who reads it; add ${service} to audit in its product.ts`,
            })),
        );
    },
  },
];
