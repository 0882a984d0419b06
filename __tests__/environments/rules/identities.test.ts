import { describe, expect, test } from "@jest/globals";
import { faultsOf } from "../../support/environments";

const accountEmail = "rest@other.iam.gserviceaccount.com";

describe("the account of a service", () => {
  test("is shared with no other service", () => {
    expect(faultsOf("dev", (_, platform) => (platform.services.rest.accountId = "media-service"))).toEqual([
      "environments/platform.ts: services.rest.accountId: 'media-service@parley-audio-dev.iam.gserviceaccount.com' is also the account of 'media'; give each service its own",
    ]);
  });

  test("is shared with no other service, however many there are", () => {
    const faults = faultsOf("dev", (_, platform) => {
      for (const key of ["audio", "gateway", "media"]) platform.services[key].accountId = "one-account";
    });
    expect(faults).toEqual(
      ["gateway", "media"].map(
        (key) =>
          `environments/platform.ts: services.${key}.accountId: 'one-account@parley-audio-dev.iam.gserviceaccount.com' is also the account of 'audio'; give each service its own`,
      ),
    );
  });

  test("is shared with no other service that others deploy", () => {
    const faults = faultsOf("dev", (spec) => {
      spec.services.audio.external = { serviceName: "audio", accountEmail };
      spec.services.media.external = { serviceName: "media", accountEmail };
    });
    expect(faults).toEqual([
      `environments/dev.ts: services.media.external.accountEmail: '${accountEmail}' is also the account of 'audio'; give each service its own`,
    ]);
  });

  test.each(["audio", "rest"])("is none of ours where others deploy %s, before or after ours in order", (key) => {
    const faults = faultsOf("dev", (spec) => {
      spec.services[key].external = {
        serviceName: key,
        accountEmail: "media-service@parley-audio-dev.iam.gserviceaccount.com",
      };
    });
    expect(faults).toEqual([
      `environments/dev.ts: services.${key}.external.accountEmail: 'media-service@parley-audio-dev.iam.gserviceaccount.com' is also the account of 'media'; give each service its own`,
    ]);
  });

  test("may have the id of ours in a project of others", () => {
    expect(
      faultsOf("dev", (spec) => {
        spec.services.rest.external = {
          serviceName: "rest",
          accountEmail: "media-service@other.iam.gserviceaccount.com",
        };
      }),
    ).toEqual([]);
  });
});

describe("the name of a service that others deploy", () => {
  const named = (key: string, serviceName: string): string[] =>
    faultsOf("dev", (spec) => (spec.services[key].external = { serviceName, accountEmail }));

  test("may be the one that it would have here", () => {
    expect(named("rest", "parley-rest")).toEqual([]);
  });

  test.each(["audio", "rest"])("is none of ours, for %s before or after ours in order", (key) => {
    expect(named(key, "parley-media")).toEqual([
      `environments/dev.ts: services.${key}.external.serviceName: 'parley-media' is also the name of 'media'; give each service its own`,
    ]);
  });

  test("is given to one of them only", () => {
    const faults = faultsOf("dev", (spec) => {
      spec.services.audio.external = { serviceName: "shared", accountEmail: "audio@other.iam.gserviceaccount.com" };
      spec.services.media.external = { serviceName: "shared", accountEmail: "media@other.iam.gserviceaccount.com" };
    });
    expect(faults).toEqual([
      "environments/dev.ts: services.media.external.serviceName: 'shared' is also the name of 'audio'; give each service its own",
    ]);
  });
});
