import { z } from "zod";
import { sourceRange, wholeNumber } from "../../contract/fields";

/** Cloud Armor in front of every routed service. */
export const cloudArmorSettings = z.strictObject({
  enabled: z.boolean(),
  /** `enforce` refuses requests that match a firewall rule; `preview` only logs them, to find false positives. */
  firewallMode: z.enum(["enforce", "preview"]),
  /** Adaptive Protection: detects layer-7 attacks. Full attack signatures need Cloud Armor Enterprise. */
  adaptiveProtection: z.boolean(),
  /**
   * Requests a minute from one client address to one service. Cloud Armor counts at each backend service by itself, so a client of
   * six services may send six times as many; an office behind one NAT address is one client. Google, "Rate limiting overview".
   */
  requestsPerMinute: wholeNumber.min(1),
  /** New WebSocket connections a minute from one client address to one service; counted as `requestsPerMinute` is. */
  websocketHandshakesPerMinute: wholeNumber.min(1),
  /** Source ranges without a rate limit, such as the load generator's or an office's. The firewall rules still apply to them. */
  rateLimitExemptRanges: z.array(sourceRange).max(10, "Cloud Armor takes 10 ranges in a rule"),
});
