import { describe, expect, test } from "vitest";
import { asked } from "../../../tools/rehearse/asked";

const ask = (positionals: string[], commits: string[] = []): unknown =>
  asked(positionals, commits, ["dev", "prod"], ["route-removed", "host-changed"]);

describe("npm run rehearse", () => {
  test("takes one environment, with or without a commit", () => {
    expect(ask(["dev"])).toEqual({ what: "environment", name: "dev", from: undefined });
    expect(ask(["prod"], ["HEAD~1"])).toEqual({ what: "environment", name: "prod", from: "HEAD~1" });
  });

  test("takes all scenarios, some by name, or the mutations, all or of one kind", () => {
    expect(ask(["scenarios"])).toEqual({ what: "scenarios", names: ["route-removed", "host-changed"] });
    expect(ask(["host-changed"])).toEqual({ what: "scenarios", names: ["host-changed"] });
    expect(ask(["mutations"])).toEqual({ what: "mutations", kind: undefined });
    expect(ask(["mutations", "agent missing"])).toEqual({ what: "mutations", kind: "agent missing" });
  });

  test.each([
    [["dev", "prod"], [], /'prod' is one argument too many/],
    [["scenarios", "host-changed"], [], /'host-changed' is one argument too many after 'scenarios'/],
    [
      ["mutations", "dev"],
      [],
      /'dev' is no kind of mistake; kinds: "dependency removed", .*, "guarded resource removed"/,
    ],
    [
      ["mutations", "agent missing", "value missing"],
      [],
      /'value missing' is one argument too many: one kind at a time/,
    ],
    [["dev"], ["HEAD~1", "HEAD~2"], /--from takes one commit/],
    [["host-changed"], ["HEAD~1"], /--from needs an environment, got 'host-changed'; environments: dev, prod/],
    [["host-changed", "hots"], [], /no environment and no scenario 'hots'; environments: dev, prod; scenarios: route/],
  ])("refuses %j with %j", (positionals, commits, message) => {
    expect(() => ask(positionals, commits)).toThrow(message);
  });
});
