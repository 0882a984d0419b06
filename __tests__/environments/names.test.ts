import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  accountId,
  bucketName,
  constructId,
  customRoleId,
  hostResourceName,
  imageReference,
  perimeterName,
  revisionName,
  serviceAccountEmail,
  serviceAgentMember,
  serviceHost,
  serviceName,
  stackId,
  stateBucketName,
  subscriptionPath,
  topicPath,
  volumeName,
} from "../../environments/names";
import { environment, faultsOf } from "../support/environments";
import { host, key, longKey, projectId } from "./arbitraries";

const dev = environment("dev");
const external = { serviceName: "audio-of-others", accountEmail: "audio@other.iam.gserviceaccount.com" };

describe("the derived names", () => {
  test("are the ones under which everything exists, so they never change", () => {
    expect(stackId(dev, "runtime")).toBe("dev-runtime");
    expect(stateBucketName(dev)).toBe("parley-audio-dev-tfstate");
    expect(bucketName(dev, "uploads")).toBe("parley-audio-dev-uploads");
    expect(serviceName(dev, { key: "audio" })).toBe("parley-audio");
    expect(serviceAccountEmail(dev, { key: "audio" })).toBe("audio-service@parley-audio-dev.iam.gserviceaccount.com");
    expect(customRoleId({ key: "audio-cache" })).toBe("audioCacheService");
    expect(constructId("audio-cache")).toBe("AudioCache");
    expect(topicPath(dev, "jobs")).toBe("projects/parley-audio-dev/topics/jobs");
    expect(subscriptionPath(dev, "jobs")).toBe("projects/parley-audio-dev/subscriptions/jobs-sub");
    expect(imageReference(dev, "audio-service:main")).toBe(
      "us-central1-docker.pkg.dev/parley-audio-dev/parley/audio-service:main",
    );
    expect(hostResourceName(dev, "dev.app.example.com")).toBe("parley-dev-app-example-com-36d52418");
    expect(revisionName("parley-audio", { image: "audio-service:main" })).toBe("parley-audio-7ed25528");
    expect(perimeterName({ ...dev, namePrefix: "parley-audio" })).toBe("parley_audio_dev");
    expect(volumeName("/app/.cache")).toBe("app-cache");
    expect(serviceAgentMember(dev, "iap")).toBe(
      "serviceAccount:service-100000000001@gcp-sa-iap.iam.gserviceaccount.com",
    );
  });

  test("of a service that others deploy are the ones that they gave", () => {
    expect(serviceName(dev, { key: "audio", external })).toBe("audio-of-others");
    expect(serviceAccountEmail(dev, { key: "audio", external })).toBe("audio@other.iam.gserviceaccount.com");
  });

  test("of an account is the given one, or follows from the key", () => {
    expect(accountId({ key: "rest", accountId: "api-service" })).toBe("api-service");
    expect(accountId({ key: "rest" })).toBe("rest-service");
  });

  test("of a host stand in front of the domain, or are the domain", () => {
    expect(serviceHost(dev, { host: "media" })).toBe("media.dev.app.example.com");
    expect(serviceHost(dev, {})).toBe("dev.app.example.com");
  });

  test("are valid for their products wherever the contract accepts them, and refused only where they are not", () => {
    fc.assert(
      fc.property(longKey, projectId, longKey, (added, project, namePrefix) => {
        const named = { name: "dev", project: { id: project, number: "100000000001" }, namePrefix };
        const faults = faultsOf("dev", (spec, platform) => {
          Object.assign(spec, named);
          const { rest } = platform.services;
          platform.buckets = { [added]: { contents: "logs" } };
          platform.services = { [added]: { ...rest, accountId: undefined, secrets: {} } };
          platform.secrets = {};
          platform.topics = {};
          spec.services = {};
        });
        const valid =
          /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucketName(named, added)) &&
          /^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/.test(serviceName(named, { key: added })) &&
          /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(accountId({ key: added })) &&
          hostResourceName(named, dev.domain).length <= 63;
        expect(faults.filter((fault) => !fault.includes(" characters, more than the "))).toEqual([]);
        expect(faults.length === 0).toBe(valid);
      }),
      { numRuns: 60 },
    );
  });

  test("of a host are valid DNS labels for a prefix of 13 characters or fewer", () => {
    const prefix = longKey.filter((candidate) => candidate.length <= 13);
    fc.assert(
      fc.property(prefix, fc.oneof(host, fc.domain()), (namePrefix, name) => {
        expect(hostResourceName({ ...dev, namePrefix }, name)).toMatch(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
      }),
    );
  });

  test("of a custom role take no hyphen", () => {
    fc.assert(
      fc.property(longKey, (given) => {
        expect(customRoleId({ key: given })).toMatch(/^[a-zA-Z0-9_.]+$/);
      }),
    );
  });

  test("of distinct keys are distinct", () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        fc.pre(one !== other);
        for (const name of [
          constructId,
          (of: string) => bucketName(dev, of),
          (of: string) => serviceName(dev, { key: of }),
          (of: string) => accountId({ key: of }),
          (of: string) => customRoleId({ key: of }),
          (of: string) => topicPath(dev, of),
          (of: string) => subscriptionPath(dev, of),
        ]) {
          expect(name(one)).not.toBe(name(other));
        }
      }),
      { numRuns: 200 },
    );
  });

  test("of a long host are cut to 40 characters of it, not at a hyphen", () => {
    expect(hostResourceName(dev, `${"a".repeat(41)}.example.com`)).toMatch(/^parley-a{40}-[0-9a-f]{8}$/);
    expect(hostResourceName(dev, `${"a".repeat(39)}.example.com`)).toMatch(/^parley-a{39}-[0-9a-f]{8}$/);
  });

  test("of hosts that differ only in '.' and '-' are distinct", () => {
    expect(hostResourceName(dev, "a-b.example.com")).not.toBe(hostResourceName(dev, "a.b.example.com"));
  });

  test("of distinct hosts are distinct, also past the length at which they are cut", () => {
    fc.assert(
      fc.property(host, host, (one, other) => {
        fc.pre(one !== other);
        expect(hostResourceName(dev, one)).not.toBe(hostResourceName(dev, other));
      }),
      { numRuns: 200 },
    );
  });

  test("of distinct revisions are distinct, of the same one the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(revisionName("parley-audio", one) === revisionName("parley-audio", other)).toBe(same);
      }),
    );
  });

  test("are the same for the same input", () => {
    fc.assert(
      fc.property(key, host, (given, name) => {
        const copy = structuredClone(dev);
        expect(bucketName(copy, given)).toBe(bucketName(dev, given));
        expect(constructId(given)).toBe(constructId(given));
        expect(hostResourceName(copy, name)).toBe(hostResourceName(dev, name));
        expect(revisionName(given, copy)).toBe(revisionName(given, dev));
      }),
    );
  });
});
