import { hourSeconds } from "../../contract/duration";
import { weekdays, type Environment } from "../../contract/environment";

/**
 * Length of the weekly window. Google, "Maintenance windows and exclusions",
 * requires 48 hours in 32 days, which contain four weekly windows.
 */
const windowHours = 12;

/**
 * The weekly window in which Google may upgrade the cluster. Its first day is in the
 * week of Monday 2026-01-05, a literal, so that every synth yields the same result;
 * a value from the clock would not.
 */
export function maintenanceWindow({ day, hour }: Environment["maintenanceWindow"]) {
  const start = Date.UTC(2026, 0, 5 + weekdays.indexOf(day), hour);
  // Google returns times without fractions of a second; with them every plan would show drift.
  const time = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(".000Z", "Z");
  return {
    startTime: time(start),
    endTime: time(start + windowHours * hourSeconds * 1000),
    recurrence: `FREQ=WEEKLY;BYDAY=${day.slice(0, 2)}`,
  };
}
