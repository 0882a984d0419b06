import { unmet } from "../../contract/unmet";
import { ofType, resources, type Policy } from "../../policies/policy";

export const firestorePolicies: readonly Policy[] = [
  {
    id: "protected-documents",
    check: (built) =>
      built.environment.protection === "disposable"
        ? []
        : resources(built, ofType("google_firestore_database")).flatMap((resource) => {
            const schedules = resources(built, ofType("google_firestore_backup_schedule")).map(
              ({ attributes }) => attributes,
            );
            return [
              ...unmet([
                [
                  resource.attributes.point_in_time_recovery_enablement === "POINT_IN_TIME_RECOVERY_ENABLED",
                  "loses up to a day; set point_in_time_recovery_enablement to POINT_IN_TIME_RECOVERY_ENABLED",
                ],
              ]),
              ...(["daily_recurrence", "weekly_recurrence"] as const)
                .filter((recurrence) => !schedules.some((schedule) => recurrence in schedule))
                .map((recurrence) => `has no backup schedule with ${recurrence}; add one`),
            ].map((message) => ({ resource, message }));
          }),
  },
];
