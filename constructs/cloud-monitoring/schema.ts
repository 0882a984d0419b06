import { z } from "zod";

/**
 * How urgent an alert is: `page` wakes somebody, `ticket` waits for working
 * hours, `info` asks nobody to act.
 */
export const severities = ["page", "ticket", "info"] as const;
export type Severity = (typeof severities)[number];

/** A place that can be told: the e-mail of a contact, or a channel of the environment. */
const channel = z.enum(["primary", "secondary", "escalation", "slack", "pagerDuty"]);
export type Channel = z.infer<typeof channel>;

const channels = z
  .array(channel)
  .min(1, "must name at least one channel")
  .refine((names) => new Set(names).size === names.length, "names a channel twice");

/** Locations that check an uptime each minute, one each: three are Google's least, and six services' checks from three of them are free. */
export const uptimeLocations = ["USA_VIRGINIA", "EUROPE", "ASIA_PACIFIC"] as const;

/** Who hears of what. */
export const notifications = z.strictObject({ page: channels, ticket: channels, info: channels });
