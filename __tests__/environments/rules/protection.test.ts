import { describe, expect, test } from "@jest/globals";
import { faultsOf } from "../../support/environments";

describe("a protected environment", () => {
  test("does not face the internet without Cloud Armor", () => {
    expect(faultsOf("staging", (spec) => (spec.cloudArmor.enabled = false))).toEqual([
      "environments/staging.ts: cloudArmor.enabled: is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
    ]);
  });

  test("takes an image by its digest", () => {
    const digest = `api-service@sha256:${"0".repeat(64)}`;
    expect(faultsOf("staging", (spec) => (spec.services.rest = { image: digest }))).toEqual([]);
  });

  test("refuses an image by its tag in the environment's file", () => {
    expect(faultsOf("staging", (spec) => (spec.services.rest = { image: "api-service:1.2.3" }))).toEqual([
      "environments/staging.ts: services.rest.image: 'api-service:1.2.3' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then 'api-service@sha256:...'",
    ]);
  });

  test("refuses an image by its tag in the platform's file", () => {
    expect(faultsOf("staging", (_, platform) => (platform.services.rest.image = "api-service:1.2.3"))).toEqual([
      "environments/platform.ts: services.rest.image: 'api-service:1.2.3' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then 'api-service@sha256:...'",
    ]);
  });

  test("does not judge the image of a service that others deploy", () => {
    expect(
      faultsOf("staging", (spec) => {
        spec.services.rest = {
          image: "api-service:1.2.3",
          external: { serviceName: "rest", accountEmail: "rest@other.iam.gserviceaccount.com" },
        };
      }),
    ).toEqual([]);
  });

  test("reports all that it lacks at once", () => {
    expect(
      faultsOf("staging", (spec) => {
        spec.cloudArmor.enabled = false;
        spec.services.audio.image = "audio-service:main";
        spec.services.media.image = "media-service:main";
      }).map((fault) => fault.split(": ")[1]),
    ).toEqual(["cloudArmor.enabled", "services.audio.image", "services.media.image"]);
  });
});

describe("a disposable environment", () => {
  test("may go without Cloud Armor and take images by their tags", () => {
    expect(
      faultsOf("dev", (spec) => {
        spec.cloudArmor.enabled = false;
        spec.services.audio.image = "audio-service:some-branch";
      }),
    ).toEqual([]);
  });
});
