import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ContractError } from "../../contract/issue";
import { RunbookError } from "../../observability/runbooks/runbook";
import { PolicyError } from "../../policies/policy-error";
import { explained } from "../../tools/command/failure";
import { parsed, usage } from "../../tools/command/usage";
import { WrittenFileError } from "../../tools/update/written-file";
import { writeFiles } from "../../tools/write-files";

const commands = ["check-alerts", "check-terraform", "dashboards", "deploy-order", "rehearse", "secrets", "update"];

function command(name: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const run = ["--import", "tsx", `tools/${name}.ts`, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, run, { encoding: "utf8" });
  return { status, stdout, stderr };
}

/** What every command does with `--help` and with an unknown option: all in one process, which loads the sources once. */
function calls(): Record<string, ReturnType<typeof command>> {
  const script = `const ran = {};
    for (const name of ${JSON.stringify(commands)}) for (const option of ["--help", "--chekc"]) {
      const said = { stdout: "", stderr: "" };
      for (const stream of ["stdout", "stderr"]) process[stream].write = (text) => { said[stream] += text; return true; };
      process.argv = [process.execPath, name, option];
      process.exitCode = undefined;
      const file = require.resolve("./tools/" + name);
      delete require.cache[file];
      require(file);
      ran[name + " " + option] = { status: process.exitCode ?? 0, ...said };
    }
    process.exitCode = 0;
    delete process.stdout.write;
    process.stdout.write(JSON.stringify(ran));`;
  const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "-e", script], { encoding: "utf8" });
  return JSON.parse(stdout) as ReturnType<typeof calls>;
}

let ran: ReturnType<typeof calls>;
beforeAll(() => {
  ran = calls();
}, 60_000);

describe.each(commands)("%s", (name) => {
  test("--help says how to call it, on standard output", () => {
    const { status, stdout, stderr } = ran[`${name} --help`]!;
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^usage: npm run [a-z:]+/);
  });

  test("an unknown option is refused with the usage, and 2", () => {
    const { status, stdout, stderr } = ran[`${name} --chekc`]!;
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^Unknown option '--chekc'\n\nusage: npm run /);
    expect(stderr).not.toContain("    at ");
  });
});

test("a folder that cannot be made is named, without a stack trace", () => {
  const file = join(mkdtempSync(join(tmpdir(), "parley-command-")), "file");
  writeFileSync(file, "");
  const { status, stderr } = command("dashboards", join(file, "pictures"));
  expect(status).toBe(1);
  expect(stderr).toBe(`dashboards: ${file}/pictures: ENOTDIR: a part of the path is a file; name another path\n`);
}, 60_000);

describe("arguments", () => {
  const signature = {
    name: "x",
    summary: "does x",
    takes: ["<one>", "[two]"],
    options: { of: { value: "<y>", help: "y" } },
  };

  test("are read by position and name", () => {
    const call = parsed(signature, ["a", "--of", "b", "--of=c"]);
    expect(call).not.toBe("help");
    if (call !== "help") expect([call.positionals, call.all("of"), call.has("of")]).toEqual([["a"], ["b", "c"], false]);
  });

  test.each([
    [[], "<one> is missing"],
    [[""], "an argument is empty"],
    [["a", "b", "c"], "'c' is one argument too many"],
    [["a", "--of"], "Option '--of <value>' argument missing"],
  ])("%j is refused", (args, message) => {
    expect(() => parsed(signature, args)).toThrow(message);
  });

  test("may repeat where the signature says so", () => {
    expect(parsed({ ...signature, takes: ["[kind...]"] }, ["a", "b", "c"])).toMatchObject({
      positionals: ["a", "b", "c"],
    });
  });

  test("are shown with what they do", () => {
    expect(usage(signature)).toBe(
      "usage: npm run x -- <one> [two] [--of <y>]\n  does x\n  --of <y>  y\n  --help    says this",
    );
  });
});

describe("what went wrong", () => {
  test.each([
    new ContractError([{ file: "f", field: "x", message: "m" }]),
    new PolicyError(["violation"]),
    new RunbookError("runbook"),
    new WrittenFileError("docs/cost.md: is a folder"),
  ])("$name is said as it is", (error) => {
    expect(explained("x", error)).toBe(error.message);
  });

  test.each([
    ["EACCES", "you may not"],
    ["ENOENT", "no such file"],
    ["EROFS", "read-only"],
    ["EMFILE", "too many open files"],
  ])("%s names the file and what to do", (code, remedy) => {
    const error = Object.assign(new Error(code), { code, path: "docs/cost.md", syscall: "open" });
    expect(explained("update", error)).toMatch(new RegExp(`^update: docs/cost.md: ${code}: .*${remedy}`));
    expect(explained("update", error).split("\n")).toHaveLength(1);
  });

  test("a mistake in the code is one line, with the way to its trace", () => {
    expect(explained("x", new TypeError("no"))).toBe(
      "x: TypeError: no; this is a mistake in the code and not in your call; PARLEY_TRACE=1 shows where",
    );
  });
});

describe("files", () => {
  test("are written all or not at all", () => {
    const folder = mkdtempSync(join(tmpdir(), "parley-files-"));
    writeFileSync(join(folder, "kept"), "old");
    writeFileSync(join(folder, "file"), "");
    const changes = [
      { path: join(folder, "kept"), text: "new" },
      { path: join(folder, "file", "inside"), text: "new" },
    ];
    expect(() => {
      writeFiles(changes);
    }).toThrow(/EEXIST|ENOTDIR/);
    expect(readFileSync(join(folder, "kept"), "utf8")).toBe("old");
    expect(readdirSync(folder).sort()).toEqual(["file", "kept"]);
  });

  test("are all in their places when somebody interrupts meanwhile, and the command ends with 130", () => {
    const folder = mkdtempSync(join(tmpdir(), "parley-files-"));
    const script = `const { writeFiles } = require("./tools/write-files");
      const changes = [1, 2].map((n) => ({ get path() { process.kill(process.pid, "SIGINT"); return ${JSON.stringify(folder)} + "/" + n; }, text: "whole" }));
      writeFiles(changes); setTimeout(() => {}, 5000);`;
    const { status } = spawnSync(process.execPath, ["--import", "tsx", "-e", script], { encoding: "utf8" });
    expect(status).toBe(130);
    expect(
      readdirSync(folder)
        .sort()
        .map((name) => readFileSync(join(folder, name), "utf8")),
    ).toEqual(["whole", "whole"]);
  }, 60_000);

  test("a work folder is gone after Ctrl-C", () => {
    const tmp = mkdtempSync(join(tmpdir(), "parley-tmp-"));
    mkdirSync(join(tmp, "x"));
    const script = `const { inWorkFolder } = require("./tools/work-folder");
      void inWorkFolder("test", () => new Promise((done) => { setTimeout(done, 5000); process.kill(process.pid, "SIGINT"); }));`;
    const run = ["--import", "tsx", "-e", script];
    const { status } = spawnSync(process.execPath, run, { encoding: "utf8", env: { ...process.env, TMPDIR: tmp } });
    expect(status).toBe(130);
    expect(existsSync(tmp) && readdirSync(tmp).filter((name) => name.startsWith("parley-test-"))).toEqual([]);
  }, 60_000);
});
