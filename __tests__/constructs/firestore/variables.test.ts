import { describe, expect, test } from "vitest";
import { firestoreVariables } from "../../../constructs/firestore/variables";
import { environment } from "../../support/environments";

const dev = environment("dev");
const media = dev.services.find((service) => service.slug === "media")!;

describe("firestoreVariables", () => {
  test("tell a service of documents the database's name", () => {
    const restored = environment("dev", (spec) => (spec.firestore!.databaseId = "restored"));
    expect(firestoreVariables(dev, { ...media, firestore: true })).toMatchObject({
      FIRESTORE_DATABASE: { value: "(default)", from: "firestore" },
    });
    expect(firestoreVariables(restored, { ...media, firestore: true }).FIRESTORE_DATABASE!.value).toBe("restored");
  });

  test("are none for a service without documents, and without a Firestore", () => {
    const none = structuredClone(environment("dev"));
    delete none.firestore;
    expect(firestoreVariables(dev, { ...media, firestore: false })).toEqual({});
    expect(firestoreVariables(none, { ...media, firestore: true })).toEqual({});
  });
});
