import vitest from "@vitest/eslint-plugin";
import tseslint from "typescript-eslint";

/** The whole provider costs seconds at every synth; its submodules cost what is used. */
const wholeProvider = ["@cdktf/provider-google", "@cdktf/provider-google/lib", "@cdktf/provider-google/lib/index"].map(
  (name) => ({ name, message: "import the resource's own file: @cdktf/provider-google/lib/storage-bucket" }),
);
const internals = { group: ["cdktf/lib/*", "cdktf/lib/**"], message: "cdktf only through its public API" };

/**
 * Files of a product that know no CDKTF, by their names: `schema.ts`, `alerts.ts`, `crash-alerts.ts`.
 * The contract and the engines of observability read these and nothing else of a product.
 */
const plain =
  "(?:product|schema|names|registry|cost|recovery|metrics|variables|logs|(?:[a-z-]+-)?(?:rules|alerts|tiles|policies|roles))";
const cdktf = [
  { regex: "^(cdktf|@cdktf/.*|constructs)$", message: "this kind of file knows no CDKTF" },
  {
    regex: `constructs/[a-z-]+/(?!${plain}$)[a-z-]+$`,
    message:
      "of a product only the kinds of file that know no CDKTF: product, schema, rules, names, variables, registry, cost, recovery, metrics, logs, alerts, tiles, policies, roles",
  },
];
/** What a folder may import, itself aside. */
const folders = {
  tools: ["stacks", "policies", "constructs", "observability", "contract", "environments", "log-contract"],
  stacks: ["policies", "constructs", "observability", "contract", "log-contract"],
  policies: ["constructs", "contract", "observability", "log-contract"],
  constructs: ["policies", "observability", "contract", "log-contract"],
  observability: ["constructs", "contract", "log-contract"],
  contract: ["constructs", "log-contract"],
  environments: ["contract"],
  "log-contract": [],
};

const restrict = (files, patterns, options = {}) => ({
  files,
  ...options,
  rules: {
    "no-restricted-imports": [
      "error",
      {
        paths: wholeProvider,
        patterns: [internals, { group: ["**/main"], message: "nothing imports main.ts" }, ...patterns],
      },
    ],
  },
});
const others = (folder) =>
  Object.keys(folders)
    .filter((other) => other !== folder && !folders[folder].includes(other))
    .map((other) => ({
      regex: `^(\\.\\./)+${other}/`,
      message: `${folder}/ may import only from: ${folders[folder].join(", ") || "itself"}`,
    }));

const dependencyDirection = [
  ...Object.keys(folders).map((folder) =>
    restrict(
      [`${folder}/**/*.ts`],
      [...others(folder), ...(["contract", "observability", "environments"].includes(folder) ? cdktf : [])],
    ),
  ),
  restrict(
    [
      "product",
      "schema",
      "names",
      "registry",
      "cost",
      "recovery",
      "metrics",
      "variables",
      "logs",
      "rules",
      "*-rules",
      "alerts",
      "*-alerts",
      "tiles",
      "*-tiles",
      "policies",
      "*-policies",
      "roles",
      "*-roles",
    ].map((kind) => `constructs/*/${kind}.ts`),
    [
      ...others("constructs"),
      ...cdktf,
      { regex: `^\\./(?!${plain}$)[a-z-]+$`, message: "imports only kinds of file that know no CDKTF either" },
    ],
  ),
];

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
    // One entry a service and store: it grows with them, and issues name it as the place.
    files: ["environments/catalog.ts"],
    rules: { "max-lines": "off" },
  },
  {
    files: ["__tests__/**/*.ts"],
    plugins: { vitest },
    rules: {
      "vitest/valid-expect": "error",
      "vitest/no-focused-tests": "error",
      "vitest/no-disabled-tests": "error",
      "vitest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*", "fc.assert"] }],
      "vitest/no-identical-title": "error",
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
