import { ofType, onEach, type Policy } from "./policy";

export const deliveryPolicies: readonly Policy[] = [
  onEach("federation-condition", ofType("google_iam_workload_identity_pool_provider"), ({ attributes }) =>
    /assertion\.repository_id == ["']\d+["']/.test(String(attributes.attribute_condition))
      ? undefined
      : "takes tokens of any repository on GitHub; compare assertion.repository_id in attribute_condition",
  ),
  onEach("federation-member", ofType("google_service_account_iam_member"), ({ attributes: { role, member } }) =>
    role === "roles/iam.workloadIdentityUser" && !/^principalSet:\/\/.+\/attribute\.\w+\/.+$/.test(String(member))
      ? `'${String(member)}' is more than one workflow; name an attribute of the token`
      : undefined,
  ),
];
