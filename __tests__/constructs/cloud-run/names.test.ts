import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { revisionName, serviceName } from "../../../constructs/cloud-run/names";
import { serviceAccountEmail } from "../../../constructs/iam/names";
import { environment } from "../../support/environments";

const dev = environment("dev");
const external = { serviceName: "audio-of-others", accountEmail: "audio@other.iam.gserviceaccount.com" };

describe("the names of services", () => {
  test("of a service that others deploy are the ones that they gave", () => {
    expect(serviceName(dev, { slug: "audio", external })).toBe("audio-of-others");
    expect(serviceAccountEmail(dev, { slug: "audio", external })).toBe("audio@other.iam.gserviceaccount.com");
  });

  test("of distinct revisions are distinct, of the same one the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(revisionName("parley-audio", one) === revisionName("parley-audio", other)).toBe(same);
      }),
    );
  });

  test("of a further attempt at the same revision end with its number", () => {
    expect(revisionName("parley-audio", {}, 2)).toBe(`${revisionName("parley-audio", {})}-2`);
  });

  test("of a revision are at most 63 characters, whatever its service and its attempt", () => {
    const service = serviceName(dev, { slug: "a".repeat(49 - `${dev.namePrefix}-`.length) });
    expect(revisionName(service, {}, 99).length).toBeLessThanOrEqual(63);
  });
});
