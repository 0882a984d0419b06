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
});
