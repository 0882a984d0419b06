import type { Environment } from "../../../contract/environment";
import type { InputSeries, Proof } from "../scenario";

/** Requests a minute by status, plus those of another database and of Datastore, which all fail. */
function requests({ firestore }: Environment, perMinute: Readonly<Record<string, number>>): InputSeries[] {
  const of = (resource: string, database: string, status: string, rate: number): InputSeries => ({
    series: `firestore_googleapis_com:api_request_count{monitored_resource="${resource}",${database}api_method="Commit",response_code="${status}"}`,
    values: `0+${rate}x40`,
  });
  const own = "firestore.googleapis.com/Database";
  return [
    ...Object.entries(perMinute).map(([status, rate]) =>
      of(own, `database_id="${firestore?.databaseId ?? ""}",`, status, rate),
    ),
    of(own, 'database_id="analytics",', "UNAVAILABLE", 500),
    of("datastore_request", "", "UNAVAILABLE", 500),
  ];
}

export const firestoreProofs: readonly Proof[] = [
  {
    kind: "firestore-errors",
    scenarios: (environment) => [
      {
        title: "6 % of 100 requests a minute fail",
        series: requests(environment, { OK: 80, NOT_FOUND: 14, UNAVAILABLE: 2, PERMISSION_DENIED: 4 }),
        opensAtMinute: 6,
      },
      {
        title: "4.5 % fail",
        series: requests(environment, { OK: 85.5, ALREADY_EXISTS: 10, DEADLINE_EXCEEDED: 4.5 }),
      },
      {
        title: "half ask for what is not there, stop listening or meet another transaction",
        series: requests(environment, { OK: 50, NOT_FOUND: 20, CANCELLED: 20, ABORTED: 10 }),
      },
      { title: "3 of 6 requests in four minutes fail", series: requests(environment, { OK: 0.75, INTERNAL: 0.75 }) },
      { title: "every request is answered", series: requests(environment, { OK: 100 }) },
    ],
  },
];
