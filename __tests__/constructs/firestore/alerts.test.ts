import { describe, expect, test } from "vitest";
import { firestoreAlerts } from "../../../constructs/firestore/alerts";
import { environment } from "../../support/environments";

describe("the alert of Firestore", () => {
  test("reads the environment's own database and asks for enough requests", () => {
    const restored = environment("prod", (spec) => {
      spec.firestore!.databaseId = "restored";
    });
    const requests =
      'firestore_googleapis_com:api_request_count{monitored_resource="firestore.googleapis.com/Database",resource_container=~"(projects/)?(parley-audio-prod|100000000003)",database_id="restored"';
    expect(firestoreAlerts(restored)).toMatchObject([
      {
        kind: "firestore-errors",
        subject: { kind: "firestore" },
        severity: "ticket",
        conditions: [
          {
            value: `sum(rate(${requests},response_code!~"OK|NOT_FOUND|ALREADY_EXISTS|CANCELLED|ABORTED"}[10m])) / sum(rate(${requests}}[10m]))`,
            comparison: ">",
            threshold: 0.05,
            guards: [`sum(increase(${requests}}[10m])) >= 20`],
            forSeconds: 300,
          },
        ],
      },
    ]);
  });

  test("is none where no service has documents", () => {
    const unused = environment("dev", (_, catalog) => {
      for (const service of Object.values(catalog.services)) delete service.firestore;
    });
    expect(unused.firestore).toBeDefined();
    expect(firestoreAlerts(unused)).toEqual([]);
  });

  test("is none without a database", () => {
    const without = environment("dev", (spec, catalog) => {
      delete spec.firestore;
      catalog.collections = {};
      for (const service of Object.values(catalog.services)) delete service.firestore;
    });
    expect(firestoreAlerts(without)).toEqual([]);
  });
});
