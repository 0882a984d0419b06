/** The whole provider costs seconds at every synth; its submodules cost what is used. */
const wholeProvider = ["@cdktf/provider-google", "@cdktf/provider-google/lib", "@cdktf/provider-google/lib/index"].map(
  (name) => ({ name, message: "import the resource's own file: @cdktf/provider-google/lib/storage-bucket" }),
);
const internals = { group: ["cdktf/lib/*", "cdktf/lib/**"], message: "cdktf only through its public API" };

/**
 * Files of a product that know no CDKTF, by their names: `schema.ts`, `alerts.ts`, `crash-alerts.ts`.
 * The contract and the engines of observability read these and nothing else of a product.
 */
const plain = ["product", "names", "registry", "cost", "recovery", "metrics", "variables", "logs"];
const plainSuffixes = ["schema", "rules", "alerts", "tiles", "policies", "roles"];
const plainKinds = [...plain, ...plainSuffixes.flatMap((kind) => [kind, `*-${kind}`])];

const cdktf = [
  { regex: "^(cdktf|@cdktf/.*|constructs)$", message: "this kind of file knows no CDKTF" },
  {
    group: ["**/constructs/*/*", ...plainKinds.map((kind) => `!**/constructs/*/${kind}`)],
    message: `of a product only the kinds of file that know no CDKTF: ${plainKinds.join(", ")}`,
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

const restrict = (files, patterns) => ({
  files,
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

const importDirection = [
  ...Object.keys(folders).map((folder) =>
    restrict(
      [`${folder}/**/*.ts`],
      [...others(folder), ...(["contract", "observability", "environments"].includes(folder) ? cdktf : [])],
    ),
  ),
  restrict(
    plainKinds.map((kind) => `constructs/*/${kind}.ts`),
    [
      ...others("constructs"),
      ...cdktf,
      {
        group: ["./*", "../*/*", "!../../**", ...plainKinds.flatMap((kind) => [`!./${kind}`, `!../*/${kind}`])],
        message: "imports only kinds of file that know no CDKTF either",
      },
    ],
  ),
];

const errors = (...rules) => Object.fromEntries(rules.map((rule) => [rule, "error"]));

const untyped = {
  "typescript/no-explicit-any": "off",
  "typescript/no-unsafe-member-access": "off",
  "typescript/no-unsafe-assignment": "off",
  "typescript/no-unsafe-argument": "off",
  "typescript/no-unsafe-return": "off",
  "typescript/no-unsafe-call": "off",
};

/** Rules about types need them: `options.typeAware` reads tsconfig.json. */
export default {
  plugins: ["typescript", "oxc", "vitest"],
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  categories: { correctness: "error" },
  ignorePatterns: ["cdktf.out/**", "**/*.{cjs,mjs}"],
  rules: {
    // Beyond what is certainly wrong: what typescript-eslint calls strict.
    ...errors(
      "no-array-constructor",
      "no-useless-constructor",
      "no-var",
      "prefer-const",
      "prefer-rest-params",
      "prefer-spread",
      "typescript/ban-ts-comment",
      "typescript/no-confusing-void-expression",
      "typescript/no-deprecated",
      "typescript/no-dynamic-delete",
      "typescript/no-empty-object-type",
      "typescript/no-explicit-any",
      "typescript/no-invalid-void-type",
      "typescript/no-misused-promises",
      "typescript/no-mixed-enums",
      "typescript/no-namespace",
      "typescript/no-non-null-asserted-nullish-coalescing",
      "typescript/no-require-imports",
      "typescript/no-unnecessary-boolean-literal-compare",
      "typescript/no-unnecessary-condition",
      "typescript/no-unnecessary-template-expression",
      "typescript/no-unnecessary-type-arguments",
      "typescript/no-unnecessary-type-assertion",
      "typescript/no-unnecessary-type-constraint",
      "typescript/no-unnecessary-type-conversion",
      "typescript/no-unnecessary-type-parameters",
      "typescript/no-unsafe-argument",
      "typescript/no-unsafe-assignment",
      "typescript/no-unsafe-call",
      "typescript/no-unsafe-enum-comparison",
      "typescript/no-unsafe-function-type",
      "typescript/no-unsafe-member-access",
      "typescript/no-unsafe-return",
      "typescript/only-throw-error",
      "typescript/prefer-literal-enum-member",
      "typescript/prefer-promise-reject-errors",
      "typescript/prefer-reduce-type-parameter",
      "typescript/prefer-return-this-type",
      "typescript/related-getter-setter-pairs",
      "typescript/require-await",
      "typescript/restrict-plus-operands",
      "typescript/return-await",
      "typescript/unified-signatures",
      "typescript/use-unknown-in-catch-callback-variable",
    ),
    "typescript/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
    "max-lines": ["error", { max: 250 }],
    "no-control-regex": "off",
    "no-restricted-imports": ["error", { paths: wholeProvider, patterns: [internals] }],
  },
  overrides: [
    ...importDirection,
    {
      // One entry a service and store: it grows with them, and issues name it as the place.
      files: ["environments/catalog.ts"],
      rules: { "max-lines": "off" },
    },
    {
      // Documents of Google's APIs have no types here.
      files: ["tools/rehearse/google/**/*.ts"],
      rules: untyped,
    },
    {
      files: ["__tests__/**/*.ts"],
      rules: {
        "vitest/no-focused-tests": "error",
        "vitest/no-disabled-tests": "error",
        // A table's rows may differ in what is expected, and a helper may expect.
        "vitest/no-conditional-expect": "off",
        "vitest/no-standalone-expect": "off",
        "vitest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*", "fc.assert"] }],
        "vitest/no-identical-title": "error",
        "max-lines": "off",
        "typescript/require-array-sort-compare": "off",
        // Parsed JSON and deliberately wrong input have no types.
        ...untyped,
      },
    },
  ],
};
