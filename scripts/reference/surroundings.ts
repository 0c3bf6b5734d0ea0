import { formatAddress, interestAddress, KIND_NAMES, type KindName } from "../../src/model/address.ts";
import { code, table } from "./markdown.ts";

/** What stands around a command: the environment, the addresses of things, the documents and files that come of it. */
export function surroundingLines(): readonly string[] {
  return [
    "## The environment",
    "",
    ...table(["variable", "means"], pairs(VARIABLES)),
    "",
    "The file's own `${NAME}` are taken from the environment too.",
    "",
    "## Addresses",
    "",
    "Plans, reports and `--only` call a thing by its kind and its key in the file; a key with other characters than letters, digits, `_`, `:`, `*` and `-` stands in quotes.",
    "",
    ...table(
      ["kind", "for example"],
      [...KIND_NAMES.map(exampleOf), ["contact", code("contact.jane@harbor-coffee.dev")]],
    ),
    "",
    "## Documents for programs",
    "",
    "`--format json` writes one document to standard output; its `format` says which, and stays the same as long as nothing is taken out of it.",
    "",
    ...table(["command", "format", "schema"], DOCUMENTS),
    "",
    "## Files that are kept",
    "",
    ...table(["file", "what it is"], pairs(FILES)),
  ];
}

const VARIABLES: Readonly<Record<string, string>> = {
  MAILCHIMP_API_KEY: "the API key; it ends with its data centre, such as `-us21`. Never read with `--sandbox`.",
  MAILCHIMP_BASE_URL: "another address of the API than the data centre's; https, but on loopback",
  PARTNERO_API_KEY:
    "the key of a Partnero program, for sources of the type `partnero`; `keyFrom` names another variable",
  PARTNERO_BASE_URL: "another address of Partnero's API; https, but on loopback",
  AUDIENCECTL_PLAN_KEY:
    "32 random bytes in base64 or hex, `openssl rand -base64 32`: encrypts saved plans, and opens them",
  CI: "where it is set, output is masked even at a terminal, and a plan with contacts is saved encrypted or not at all",
  NO_COLOR: "no colours",
  FORCE_COLOR: "colours although the output is no terminal",
};

const EXAMPLES: Readonly<Record<KindName, string>> = {
  mergeField: "TIER",
  group: "Program type",
  interest: interestAddress("Program type", "Affiliate").key,
  tag: "active",
  segment: "Gold performers",
  webhook: "https://hooks.acme.dev/mailchimp",
};

function exampleOf(kind: KindName): readonly string[] {
  return [kind, code(formatAddress({ kind, key: EXAMPLES[kind] }))];
}

const DOCUMENTS: readonly (readonly string[])[] = [
  ["`plan`, `show`", "`audiencectl.plan/1`", "[plan.v1.schema.json](../schema/plan.v1.schema.json)"],
  ["`apply`", "`audiencectl.result/1`", "[result.v1.schema.json](../schema/result.v1.schema.json)"],
  ["`drift`", "`audiencectl.drift/1`", "[drift.v1.schema.json](../schema/drift.v1.schema.json)"],
  ["`explain`", "`audiencectl.explain/1`", "[explain.v1.schema.json](../schema/explain.v1.schema.json)"],
  ["`doctor`", "`audiencectl.doctor/1`", "[doctor.v1.schema.json](../schema/doctor.v1.schema.json)"],
  ["`validate`", "`audiencectl.validation/1`", ""],
  ["`test`", "`audiencectl.tests/1`", ""],
];

const FILES: Readonly<Record<string, string>> = {
  "mailchimp.config.yaml": "the configuration; its schema is [config.v1.schema.json](../schema/config.v1.schema.json)",
  ".audiencectl/":
    "beside the configuration, for its owner alone and never in git: the lock of a running apply, a journal of what the last 20 sent (without people), records of a reading of Partnero that broke off (sealed with its key, for half an hour), hashes of whom Mailchimp refused and of a sample of what was written, and what the sandbox remembers. It can be deleted while nothing runs",
};

function pairs(record: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  return Object.entries(record).map(([key, means]) => [code(key), means]);
}
