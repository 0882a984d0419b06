import { beforeEach, describe, expect, test } from "vitest";
import { apis } from "../../../tools/rehearse/google/apis/all";
import { cloneInstance, restoreBackup, restoreFirestore } from "../../../tools/rehearse/google/by-hand";
import { answer } from "../../../tools/rehearse/google/router";
import { World } from "../../../tools/rehearse/google/world";

let world: World;
const call = (method: string, service: string, path: string, body: object = {}): any => {
  const url = new URL(path, "http://loopback/");
  const at = decodeURIComponent(url.pathname.slice(1));
  return answer({ method, service, path: world.canonical(at), query: url.searchParams, body }, world);
};
/** Makes something that is there once its operation has been asked about. */
const made = (service: string, path: string, body: object): void => {
  const { name } = call("POST", service, path, body) as { name: string };
  const operation = /operation-\d+/.exec(name)![0];
  call("GET", service, `projects/p/operations/${operation}`);
};

beforeEach(() => {
  world = new World([{ id: "p", number: "7" }], apis);
  for (const { service } of apis) world.enabled.add(`${service}.googleapis.com`);
});

describe("a restored Cloud SQL instance", () => {
  const instances = "projects/p/instances";
  beforeEach(() => {
    const settings = { databaseFlags: [{ name: "a", value: "b" }], backupConfiguration: { enabled: true } };
    made("sqladmin", instances, { name: "db-1", region: "r", settings });
    made("sqladmin", `${instances}/db-1/databases`, { name: "clone" });
    made("sqladmin", `${instances}/db-1/users`, { name: "me@p.iam" });
  });

  test("has the databases and users of the old one, and names of its own", () => {
    cloneInstance("p", "db-1", "db-2")(world);
    expect(call("GET", "sqladmin", `${instances}/db-2`)).toMatchObject({ name: "db-2", connectionName: "p:r:db-2" });
    expect(call("GET", "sqladmin", `${instances}/db-2/databases/clone`).selfLink).toContain("/instances/db-2/");
    expect(call("GET", "sqladmin", `${instances}/db-2/users`).items).toMatchObject([{ name: "me@p.iam" }]);
    expect(call("GET", "sqladmin", `${instances}/db-1`).name).toBe("db-1");
  });

  test("has the settings of the old one only if it is a clone", () => {
    cloneInstance("p", "db-1", "db-2")(world);
    restoreBackup("p", "db-1", "db-3")(world);
    expect(call("GET", "sqladmin", `${instances}/db-2`).settings.backupConfiguration.enabled).toBe(true);
    const { settings } = call("GET", "sqladmin", `${instances}/db-3`);
    expect([settings.backupConfiguration.enabled, settings.databaseFlags]).toEqual([false, undefined]);
  });

  test("is lost with all that is in it", () => {
    world.lose(`${instances}/db-1`);
    expect(world.entries("sqladmin")).toEqual([]);
  });
});

test("a restored Firestore database has indexes, but neither schedules nor expiry", () => {
  const databases = "projects/p/databases";
  made("firestore", `${databases}?databaseId=(default)`, {
    pointInTimeRecoveryEnablement: "POINT_IN_TIME_RECOVERY_ENABLED",
  });
  made("firestore", `${databases}/(default)/collectionGroups/c/indexes`, { fields: [{ fieldPath: "f" }] });
  call("POST", "firestore", `${databases}/(default)/backupSchedules`, { retention: "1s" });
  call("PATCH", "firestore", `${databases}/(default)/collectionGroups/c/fields/f`, { ttlConfig: {} });
  restoreFirestore("p", "again", { f: "known" })(world);
  const restored = [...world.entries("firestore")].map(([path]) => path).filter((path) => path.includes("/again"));
  expect(restored).toEqual([`${databases}/again`, `${databases}/again/collectionGroups/c/indexes/known`]);
  expect(call("GET", "firestore", `${databases}/again`).pointInTimeRecoveryEnablement).toMatch(/DISABLED$/);
});
