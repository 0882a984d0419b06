import { defineConfig } from "vitest/config";

/** No test replaces a module, so a worker loads cdktf, the provider and the sources once for all its files. */
export default defineConfig({
  test: {
    include: ["__tests__/**/*.test.ts"],
    globalSetup: "__tests__/support/temporary-folder.ts",
    setupFiles: "__tests__/support/seed.ts",
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    // A synth leaves much behind that lives shortly: a tenth of the time goes into collecting it otherwise.
    execArgv: ["--max-semi-space-size=64"],
    // Titles and messages are read whole.
    chaiConfig: { truncateThreshold: 0 },
    // A busy machine is no fault; what hangs still ends.
    testTimeout: 60_000,
  },
});
