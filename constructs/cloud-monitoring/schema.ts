import { z } from "zod";

/**
 * Severity of an alert: `page` needs action now, `ticket` can wait for working
 * hours, `info` needs no action.
 */
export const severities = ["page", "ticket", "info"] as const;
export type Severity = (typeof severities)[number];

/** A notification channel: the e-mail of a contact, or a channel of the environment. */
const channel = z.enum(["primary", "secondary", "escalation", "slack", "pagerDuty"]);
export type Channel = z.infer<typeof channel>;

const channels = z
  .array(channel)
  .min(1, "must name at least one channel")
  .refine((names) => new Set(names).size === names.length, "names a channel twice");

/** How somebody is reached who does not read mail at night. */
export const escalationCall = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("telephone"),
    number: z
      .string()
      .regex(/^\+[1-9](?: ?\d){6,14}$/, "must be an international number like '+1 202 555 0143', of digits and blanks"),
  }),
  z.strictObject({
    kind: z.literal("pagerduty"),
    /** Address of the escalation policy that calls the contact; somebody escalates the incident to it. */
    escalationPolicy: z
      .string()
      .regex(
        /^https:\/\/[a-z0-9-]+(\.eu)?\.pagerduty\.com\/escalation_policies\/[A-Z0-9]+$/,
        "must be an address like 'https://example.pagerduty.com/escalation_policies/PABC123'",
      ),
  }),
]);

/** Locations from which an uptime check runs each minute. Google requires at least three; six services checked from three locations stay in the free amount. */
export const uptimeLocations = ["USA_VIRGINIA", "EUROPE", "ASIA_PACIFIC"] as const;

/** Map from severity to the notification channels of its alerts. */
export const notifications = z.strictObject({ page: channels, ticket: channels, info: channels });
