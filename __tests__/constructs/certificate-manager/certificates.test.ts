import { describe, expect, test } from "vitest";
import { Certificates } from "../../../constructs/certificate-manager/certificates";
import { hostResourceName } from "../../../constructs/load-balancing/names";
import { environment } from "../../support/environments";
import { synthesize } from "../../support/synth";
import { addresses, expectEqualAddresses, list, named, only, reference } from "../fixtures";

const mapType = "google_certificate_manager_certificate_map";
const entryType = "google_certificate_manager_certificate_map_entry";
const certificateType = "google_certificate_manager_certificate";
const authorizationType = "google_certificate_manager_dns_authorization";

const dev = environment("dev");
const main = { host: "dev.app.example.com", key: undefined };
const media = { host: "media.dev.app.example.com", key: "media" };

describe("Certificates", () => {
  let made: Certificates | undefined;
  const synth = synthesize((scope) => {
    made = new Certificates(scope, "Certificates", { environment: dev, hosts: [main, media] });
  });
  const project = "projects/parley-audio-dev/locations/global";

  test("are in one map", () => {
    expect(only(synth, mapType)).toEqual({
      name: "parley-certificates",
      description: "Certificates of the load balancer, one a host",
    });
  });

  test.each([
    { ...main, suffix: "_" },
    { ...media, suffix: "-media_" },
  ])("are managed by Google for $host, authorized by DNS", ({ host, suffix }) => {
    const name = hostResourceName(dev, host);
    const authorization = reference(synth, authorizationType, `Certificates_Authorization${suffix}`);
    const certificate = reference(synth, certificateType, `Certificates_Certificate${suffix}`);
    expect(named(synth, authorizationType, `Certificates_Authorization${suffix}`)).toEqual({
      name,
      domain: host,
    });
    expect(named(synth, certificateType, `Certificates_Certificate${suffix}`)).toEqual({
      name,
      description: host,
      managed: { domains: [host], dns_authorizations: [`${project}/dnsAuthorizations/${authorization}`] },
    });
    expect(named(synth, entryType, `Certificates_Entry${suffix}`)).toEqual({
      name,
      map: reference(synth, mapType),
      hostname: host,
      certificates: [`${project}/certificates/${certificate}`],
      lifecycle: { create_before_destroy: true },
    });
  });

  test("are each for one host only, so that a new host leaves the others alone", () => {
    expect(list(synth, certificateType).map(({ managed }) => managed.domains as string[])).toEqual([
      ["dev.app.example.com"],
      ["media.dev.app.example.com"],
    ]);
    const one = synthesize((scope) => {
      new Certificates(scope, "Certificates", { environment: dev, hosts: [main] });
    });
    expect(addresses(synth)).toEqual(expect.arrayContaining(addresses(one)));
    expect(addresses(one)).toHaveLength(4);
  });

  test("tell the proxy their map by its full reference", () => {
    expect(made?.mapReference.replace(/\$\{TfToken\[TOKEN\.\d+\]\}$/, "<name>")).toBe(
      `//certificatemanager.googleapis.com/${project}/certificateMaps/<name>`,
    );
  });

  test("tell the record that proves each host", () => {
    expect([...(made?.authorizations.keys() ?? [])]).toEqual(["dev.app.example.com", "media.dev.app.example.com"]);
  });

  test("get another name with another host, so that old and new can exist together", () => {
    const names = ["a-b.example.com", "a.b.example.com"].map(
      (host) =>
        synthesize((scope) => {
          new Certificates(scope, "Certificates", { environment: dev, hosts: [{ host, key: undefined }] });
        }).one(certificateType).name as string,
    );
    expect(new Set(names).size).toBe(2);
  });

  test("have the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) =>
        new Certificates(scope, "Certificates", {
          environment: of,
          hosts: [
            { host: of.domain, key: undefined },
            { host: `media.${of.domain}`, key: "media" },
          ],
        }),
    );
  });
});
