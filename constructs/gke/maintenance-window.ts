import { hourSeconds } from "../../contract/duration";
import { weekdays, type Environment } from "../../contract/environment";

/**
 * Length of the weekly window. Google, "Maintenance windows and exclusions",
 * asks for 48 hours in 32 days, in which four weekly windows lie.
 */
const windowHours = 12;

/**
 * The weekly window in which Google may upgrade the cluster. Its first day lies
 * in the week of Monday 2026-01-05, written and not computed from a clock, so
 * that it is the same at every synth.
 */
export function maintenanceWindow({ day, hour }: Environment["maintenanceWindow"]) {
  const start = Date.UTC(2026, 0, 5 + weekdays.indexOf(day), hour);
  // Google answers without fractions of a second; another spelling would differ at every plan.
  const time = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(".000Z", "Z");
  return {
    startTime: time(start),
    endTime: time(start + windowHours * hourSeconds * 1000),
    recurrence: `FREQ=WEEKLY;BYDAY=${day.slice(0, 2)}`,
  };
}
