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

/** Locations from which an uptime check runs each minute. Google requires at least three; six services checked from three locations stay in the free amount. */
export const uptimeLocations = ["USA_VIRGINIA", "EUROPE", "ASIA_PACIFIC"] as const;

/** Map from severity to the notification channels of its alerts. */
export const notifications = z.strictObject({ page: channels, ticket: channels, info: channels });
