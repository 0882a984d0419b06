import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { maintenanceWindow } from "../../../constructs/gke/maintenance-window";
import { weekdays } from "../../../contract/environment";

describe("the maintenance window", () => {
  test("starts on the declared day and hour and lasts 12 hours", () => {
    expect(maintenanceWindow({ day: "SUNDAY", hour: 6 })).toEqual({
      startTime: "2026-01-11T06:00:00Z",
      endTime: "2026-01-11T18:00:00Z",
      recurrence: "FREQ=WEEKLY;BYDAY=SU",
    });
  });

  test("may reach into the next day", () => {
    expect(maintenanceWindow({ day: "MONDAY", hour: 23 })).toEqual({
      startTime: "2026-01-05T23:00:00Z",
      endTime: "2026-01-06T11:00:00Z",
      recurrence: "FREQ=WEEKLY;BYDAY=MO",
    });
  });

  test("begins on the day that recurs, on every day and hour, in Google's own spelling", () => {
    fc.assert(
      fc.property(fc.constantFrom(...weekdays), fc.nat(23), (day, hour) => {
        const { startTime, endTime, recurrence } = maintenanceWindow({ day, hour });
        const start = new Date(startTime);
        const days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
        expect(recurrence).toBe(`FREQ=WEEKLY;BYDAY=${days[start.getUTCDay()]}`);
        expect(day.startsWith(days[start.getUTCDay()]!)).toBe(true);
        expect(start.getUTCHours()).toBe(hour);
        expect(Date.parse(endTime) - Date.parse(startTime)).toBe(12 * 3600 * 1000);
        for (const time of [startTime, endTime]) expect(time).toMatch(/^2026-01-\d\dT\d\d:00:00Z$/);
      }),
    );
  });

  test("leaves Google its 48 hours in every 32 days", () => {
    const { startTime, endTime } = maintenanceWindow({ day: "TUESDAY", hour: 6 });
    const hours = (Date.parse(endTime) - Date.parse(startTime)) / 3600 / 1000;
    const wholeWindowsIn32Days = Math.floor((32 * 24 - hours) / (7 * 24));
    expect(wholeWindowsIn32Days * hours).toBeGreaterThanOrEqual(48);
  });
});
