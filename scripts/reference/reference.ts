import { EXIT } from "../../src/cli/exit-code.ts";
import { LIMIT_CLASSES, type LimitClass } from "../../src/model/limit-class.ts";
import { commandLines } from "./commands.ts";
import { fileLines, languageLines } from "./file-keys.ts";
import { code, table } from "./markdown.ts";
import { messageLines } from "./messages.ts";
import { partneroLines } from "./partnero.ts";
import { surroundingLines } from "./surroundings.ts";

/** The reference of commands, exit codes, file and limits, from the code that decides over them. */
export function referenceText(): string {
  const sections = [
    [
      "# Reference",
      "",
      "Made from the program itself by `npx tsx scripts/reference.ts`; a test fails when it is stale.",
    ],
    commandLines(),
    exitLines(),
    surroundingLines(),
    fileLines(),
    languageLines(),
    partneroLines(),
    limitLines(),
    messageLines(),
  ];
  return `${sections.map((lines) => lines.join("\n").trimEnd()).join("\n\n")}\n`;
}

function exitLines(): readonly string[] {
  const codes = Object.entries(EXIT).map(([name, number]) => [
    code(String(number)),
    EXIT_WORDS[name as keyof typeof EXIT],
  ]);
  return ["## Exit codes", "", ...table(["code", "means"], codes)];
}

const EXIT_WORDS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: "all is well, or there is nothing to do",
  error: "an error before anything was written, or the answer was No",
  changes: "there are changes, where `--detailed-exitcode` asks for it",
  blocked: "a limit blocks and nothing was written, or single steps were held",
  stale: "a saved plan no longer fits",
  partial: "after the first write something failed or was not reached: run `apply` again",
  usage: "wrong usage",
  interrupted: "stopped with Ctrl-C before the first write",
};

function limitLines(): readonly string[] {
  const classes: readonly LimitClass[] = LIMIT_CLASSES;
  const rows = classes.map((limit) => [
    code(limit.keyedBy === undefined ? limit.name : `${limit.name}:${KEYS[limit.keyedBy]}`),
    standardOf(limit),
    limit.of,
  ]);
  return [
    "## Limits",
    "",
    "Being over either the number or the share holds the whole plan; equal passes; a share always lets 3 pass.",
    "A key narrows a limit to one tag or field; without a key it holds for each.",
    "",
    ...table(["class", "unless given", "a share is of"], rows),
    "",
    "Two have another limit where the file says nothing: `automation` has the `limit` that the automation itself declares,",
    "and `shrink` is 0 for a source that gave no record at all, so that an empty export never passes unnoticed. A limit in",
    "the file replaces either: with `shrink: 100%` an empty source passes.",
  ];
}

const KEYS: Readonly<Record<NonNullable<LimitClass["keyedBy"]>, string>> = {
  tag: "TAG",
  mergeField: "FIELD",
  event: "EVENT",
  automation: "AUTOMATION",
  source: "SOURCE",
};

function standardOf({ count, share, shareFrom }: LimitClass): string {
  const parts = [
    ...(share === undefined ? [] : [`${share * 100} %${shareFrom === undefined ? "" : ` from ${shareFrom} on`}`]),
    ...(count === undefined ? [] : [String(count)]),
  ];
  return parts.join(" and ");
}
