import { CloudQuotasQuotaPreference } from "@cdktf/provider-google/lib/cloud-quotas-quota-preference";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import type { QuotaPreference as Preference } from "./schema";

export interface QuotaPreferenceProps {
  readonly environment: Environment;
  /** Name of the preference in the project. */
  readonly name: string;
  readonly preference: Preference;
}

/**
 * Requests another value of a quota. Google grants it, grants a part, or answers
 * within days; `quota_config[0].granted_value` is the value in force. Terraform
 * cannot revoke a preference: a destroy leaves the value unchanged (provider
 * document, `google_cloud_quotas_quota_preference`).
 */
export class QuotaPreference extends Construct {
  constructor(scope: Construct, id: string, { environment, name, preference }: QuotaPreferenceProps) {
    super(scope, id);
    const { service, quotaId, preferredValue, dimensions, justification } = preference;
    new CloudQuotasQuotaPreference(this, "Default", {
      parent: `projects/${environment.project.id}`,
      name,
      service,
      quotaId,
      dimensions,
      justification,
      contactEmail: environment.contacts.primary,
      quotaConfig: { preferredValue: String(preferredValue) },
    });
  }
}
