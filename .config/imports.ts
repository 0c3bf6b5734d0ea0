import type { IConfiguration, IRegularForbiddenRuleType } from "dependency-cruiser";

/** Which folders of `src/` a folder may import from, beside itself. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  rules: ["model"],
  kinds: ["rules", "model"],
  config: ["kinds", "rules", "model"],
  contacts: ["rules", "model"],
  diff: ["kinds", "model"],
  plan: ["contacts", "diff", "kinds", "rules", "model"],
  apply: ["contacts", "kinds", "model"],
  render: ["model"],
  sources: ["model"],
  files: ["model"],
  mailchimp: ["kinds", "model"],
  sandbox: [],
  reconciler: ["apply", "config", "contacts", "files", "kinds", "mailchimp", "plan", "rules", "sources", "model"],
  cli: ["files", "mailchimp", "plan", "reconciler", "render", "sandbox", "model"],
};

/** The folders without clock, randomness, environment, console and files: the same input gives the same output. */
export const PURE: readonly string[] = [
  "model",
  "rules",
  "kinds",
  "config",
  "contacts",
  "diff",
  "plan",
  "apply",
  "render",
];

/** The one place where each package comes in. */
export const DOORS: Readonly<Record<string, string>> = {
  "@clack/prompts": "cli/",
  "@mailchimp/mailchimp_marketing": "mailchimp/sdk.ts",
  ajv: "config/schema.ts",
  commander: "cli/",
  "csv-parse": "sources/",
  "json-diff-ts": "diff/",
  "p-limit": "mailchimp/gate.ts",
  pino: "cli/",
  "pino-pretty": "cli/",
  yaml: "config/",
};

/** The files of `cli/` that only parse or print; the others there put the pieces together. */
const SURFACE: readonly string[] = [
  "command",
  "console",
  "exit-code",
  "interrupt",
  "log",
  "main",
  "option-values",
  "program",
  "progress-line",
  "question",
  "run",
  "usage-error",
  "version",
  "world",
];

const folders = Object.entries(MAY_IMPORT).map(([folder, others]) =>
  forbidden(
    others.length === 0 ? `${folder} imports nothing of ours` : `${folder} imports ${others.join(", ")} alone`,
    { path: `^src/${folder}/` },
    { path: "^src/", pathNot: `^src/(${[folder, ...others].join("|")})/` },
  ),
);

const doors = Object.entries(DOORS).map(([name, door]) =>
  forbidden(
    `${name} comes in through ${door} alone`,
    { path: "^src/", pathNot: `^src/${door}` },
    { path: `node_modules/${name}/` },
  ),
);

const rules: readonly IRegularForbiddenRuleType[] = [
  ...folders,
  ...doors,
  forbidden(
    "every package has its door",
    { path: "^src/" },
    { path: "node_modules/", pathNot: `node_modules/(${Object.keys(DOORS).join("|")})/` },
  ),
  forbidden(
    "the library's face imports neither the command line nor the sandbox",
    { path: "^src/index\\.ts$" },
    {
      path: "^src/(cli|sandbox)/",
    },
  ),
  forbidden("nothing imports the command line", { path: "^src/", pathNot: "^src/cli/" }, { path: "^src/cli/" }),
  forbidden(
    "what parses and prints on the command line knows neither edges nor plans",
    { path: `^src/cli/(${SURFACE.join("|")})\\.ts$` },
    { path: "^src/(files|mailchimp|plan|reconciler|sandbox)/" },
  ),
  forbidden(
    "the sandbox is started by the wiring and by its own command alone",
    { path: "^src/", pathNot: "^src/(sandbox/|cli/wire\\.ts$|cli/commands/sandbox)" },
    { path: "^src/sandbox/" },
  ),
  forbidden(
    "Node's own modules are for the edges, its digests for everybody",
    { path: `^src/(${PURE.join("|")})/` },
    { dependencyTypes: ["core"], pathNot: "^crypto$" },
  ),
  forbidden("nothing goes in circles, types included", { path: "^src/" }, { circular: true }),
  forbidden("whatever is imported is there", { path: "^src/" }, { couldNotResolve: true }),
];

/** The import rules, one for each sentence. `tsPreCompilationDeps` makes imports of types count. */
export const IMPORTS = {
  forbidden: [...rules],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
  },
} satisfies IConfiguration;

function forbidden(
  name: string,
  from: IRegularForbiddenRuleType["from"],
  to: IRegularForbiddenRuleType["to"],
): IRegularForbiddenRuleType {
  return { name, severity: "error", from, to };
}
