import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { limitOf } from "../../../constructs/iam/deploy-limits";
import { environment } from "../../support/environments";

const prod = environment("prod");
const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `roles/product${String(index).padStart(3, "0")}.user`);
const granting = (roles: readonly string[]): string =>
  limitOf("roles/resourcemanager.projectIamAdmin", prod, roles)!.expression;
const listsOf = (expression: string): string[][] =>
  expression.split(" || ").map((list) => {
    const [, inner] =
      /^api\.getAttribute\('iam\.googleapis\.com\/modifiedGrantsByRole', \[\]\)\.hasOnly\(\[(.*)\]\)$/.exec(list)!;
    return inner === "" ? [] : inner!.split(", ").map((role) => role.replaceAll("'", ""));
  });

describe("the limit of roles/resourcemanager.projectIamAdmin", () => {
  test("is the roles that the stacks grant", () => {
    expect(
      limitOf("roles/resourcemanager.projectIamAdmin", prod, ["roles/run.user", "projects/parley-audio-prod/roles/a"]),
    ).toEqual({
      title: "Roles of the stacks only",
      description: "Grants and revokes the project roles that a stack of this environment grants",
      expression:
        "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['projects/parley-audio-prod/roles/a', 'roles/run.user'])",
    });
  });

  test("is no role at all where the stacks grant none", () => {
    expect(granting([])).toBe("api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([])");
  });

  test("names every role once, in lists of at most 10", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), fc.boolean(), (count, twice) => {
        const lists = listsOf(granting([...names(count), ...(twice ? names(count) : [])]));
        expect(lists.flat()).toEqual(names(count));
        expect(Math.max(...lists.map((list) => list.length))).toBeLessThanOrEqual(10);
        expect(lists).toHaveLength(Math.ceil(count / 10));
      }),
    );
  });

  test("refuses more roles than one condition can name", () => {
    expect(() => granting(names(131))).toThrow(
      new Error("the stacks grant 131 project roles; one condition names at most 130"),
    );
  });
});

describe("the limit of what bootstrap made", () => {
  test("keeps roles/storage.admin from the state bucket and what lies in it", () => {
    expect(limitOf("roles/storage.admin", prod, [])).toEqual({
      title: "Not the state bucket",
      description: "The state bucket is bootstrap's; its objects are granted on the bucket",
      expression:
        "!(resource.name == 'projects/_/buckets/parley-audio-prod-tfstate' || resource.name.startsWith('projects/_/buckets/parley-audio-prod-tfstate/'))",
    });
  });

  test("keeps roles/cloudkms.admin from the ring of the state's key", () => {
    const ring = "projects/parley-audio-prod/locations/us-central1/keyRings/parley-bootstrap";
    expect(limitOf("roles/cloudkms.admin", prod, [])).toEqual({
      title: "Not the key of the state",
      description: "The ring with the key of the state bucket is bootstrap's",
      expression: `!(resource.name == '${ring}' || resource.name.startsWith('${ring}/'))`,
    });
  });

  test("leaves every other role whole", () => {
    for (const role of ["roles/run.admin", "roles/storage.bucketViewer", "roles/cloudkms.viewer"])
      expect(limitOf(role, prod, [])).toBeUndefined();
  });
});
