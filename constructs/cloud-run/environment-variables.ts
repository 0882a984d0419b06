import type { CloudRunV2ServiceTemplateContainersEnv } from "@cdktf/provider-google/lib/cloud-run-v2-service";
import { derivedVariables } from "../../contract/derived-variables";
import type { Environment, Service } from "../../contract/environment";
import { secretVersion } from "../secret-manager/names";
import type { EnvVarSource, EnvVar } from "./schema";
import { bucketName } from "../cloud-storage/names";
import { subscriptionPath, topicPath } from "../pubsub/names";

/**
 * A container's environment variables, sorted by name so that a reordered entry
 * changes nothing. Secrets are references to a version, never values. The contract
 * refuses an entry that sets a derived variable.
 */
export function environmentVariables(
  environment: Environment,
  service: Service,
): CloudRunV2ServiceTemplateContainersEnv[] {
  return [
    ...Object.entries(service.env).flatMap(([name, variable]) => {
      const value = resolve(environment, service, variable);
      return value === undefined ? [] : [{ name, value }];
    }),
    ...derivedVariables(environment, service).map(({ name, value }) => ({ name, value })),
    ...Object.entries(service.secrets).map(([name, secret]) => ({
      name,
      valueSource: { secretKeyRef: { secret, version: secretVersion(environment, secret) } },
    })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Value of a variable; undefined if the environment lacks it, and the variable is then not set. */
function resolve(environment: Environment, service: Service, variable: EnvVar): string | undefined {
  if (typeof variable === "string") return variable;
  if ("bucket" in variable) return bucketName(environment, variable.bucket);
  if ("topic" in variable) return topicPath(environment, variable.topic);
  if ("subscription" in variable) return subscriptionPath(environment, variable.subscription);
  const value = values[variable.from](environment, service)?.toString();
  return value === undefined ? undefined : (variable.replace?.[value] ?? value);
}

const values: Readonly<
  Record<EnvVarSource, (environment: Environment, service: Service) => string | number | boolean | undefined>
> = {
  projectId: ({ project }) => project.id,
  environment: ({ name }) => name,
  timeoutSeconds: (_, { timeoutSeconds }) => timeoutSeconds,
  logLevel: (_, { logLevel }) => logLevel,
  vertexLocation: ({ vertex }) => vertex.location,
  vertexModel: ({ vertex }) => vertex.model,
  vertexTextLocation: ({ vertex }) => vertex.textLocation,
  vertexTextModel: ({ vertex }) => vertex.textModel,
  websocketPingSeconds: ({ websocketPingSeconds }) => websocketPingSeconds,
  conversationEnabled: ({ conversationEnabled }) => conversationEnabled,
  textToSpeechDisabled: ({ textToSpeech }) => !textToSpeech.enabled,
  textToSpeechDailyLimitUsd: ({ textToSpeech }) => textToSpeech.dailyLimitUsd,
  signedUrlKeyName: ({ signedUrlKeys }) => signedUrlKeys[0],
};
