import type { Environment } from "../contract/environment";

/**
 * How the escalation contact is called: the number or the policy in PagerDuty, and the mail address. The address alone
 * where nothing else is known, which is only where pages wake nobody.
 */
export function escalationContact({
  contacts,
  escalationCall: call,
}: Pick<Environment, "contacts" | "escalationCall">): string {
  if (call === undefined) return contacts.escalation;
  const way = call.kind === "telephone" ? call.number : `PagerDuty ${call.escalationPolicy}`;
  return `${way} (${contacts.escalation})`;
}
