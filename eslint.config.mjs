import jest from "eslint-plugin-jest";
import tseslint from "typescript-eslint";

/** The whole provider costs seconds at every synth; its submodules cost what is used. */
const wholeProvider = ["@cdktf/provider-google", "@cdktf/provider-google/lib", "@cdktf/provider-google/lib/index"].map(
  (name) => ({ name, message: "import the resource's own file: @cdktf/provider-google/lib/storage-bucket" }),
);
const internals = { group: ["cdktf/lib/*", "cdktf/lib/**"], message: "cdktf only through its public API" };

/** A folder imports only from folders below it: main, tools -> stacks -> policies -> constructs -> observability -> environments -> log-contract. */
const layers = ["tools", "stacks", "policies", "constructs", "observability", "environments", "log-contract"];
const mayImport = Object.fromEntries(layers.map((folder, index) => [folder, layers.slice(index + 1)]));

const dependencyDirection = layers.map((folder) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        paths: wholeProvider,
        patterns: [
          ...layers
            .filter((other) => other !== folder && !mayImport[folder].includes(other))
            .map((other) => ({
              group: [`../${other}/*`, `../../${other}/*`, `../${other}/**`, `../../${other}/**`],
              message: `${folder}/ may import only from: ${mayImport[folder].join(", ") || "itself"}`,
            })),
          internals,
          { group: ["**/main"], message: "nothing imports main.ts" },
          ...(["constructs", "observability"].includes(folder)
            ? [
                {
                  regex: "environments/(dev|staging|prod|platform|all)$",
                  message: "takes its environment as an argument, never a concrete one",
                },
              ]
            : []),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["cdktf.out/**", "node_modules/**", "coverage/**"] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-imports": ["error", { paths: wholeProvider, patterns: [internals] }],
      // Used where the line before has proved it; a check for the impossible hides what can happen.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "max-lines": ["error", { max: 250 }],
    },
  },
  ...dependencyDirection,
  {
    // One entry a service and store: it grows with them, and faults name it as the place.
    files: ["environments/platform.ts"],
    rules: { "max-lines": "off" },
  },
  {
    files: ["__tests__/**/*.ts"],
    plugins: { jest },
    rules: {
      "jest/valid-expect": "error",
      "jest/no-focused-tests": "error",
      "jest/no-disabled-tests": "error",
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*", "fc.assert"] }],
      "jest/no-identical-title": "error",
      "max-lines": "off",
      // Parsed JSON and deliberately wrong input have no types.
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-empty-function": "off",
    },
  },
);
