import type { Command, Option } from "commander";
import { program } from "../../src/cli/program.ts";
import { code, table } from "./markdown.ts";

/** Every command with its options, as the command line itself has them. */
export function commandLines(): readonly string[] {
  const root = program("0.0.0", async () => {});
  return [
    "## Commands",
    "",
    ...table(
      ["command", "does"],
      root.commands.map((command) => [code(usage(command)), command.description()]),
    ),
    "",
    "These options go with every command:",
    "",
    ...optionTable(root.options),
    ...root.commands.flatMap(sectionOf),
  ];
}

function sectionOf(command: Command): readonly string[] {
  return ["", `### ${command.name()}`, "", sentence(command.description()), "", ...optionTable(command.options)];
}

function usage(command: Command): string {
  return command.name() === command.usage() ? command.name() : `${command.name()} ${argumentsOf(command)}`.trim();
}

function argumentsOf(command: Command): string {
  return command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`)).join(" ");
}

function optionTable(options: readonly Option[]): readonly string[] {
  return table(
    ["option", "means", "unless given"],
    options.map((option) => [code(option.flags), option.description, standardOf(option)]),
  );
}

/** A switch that is off has nothing to say; `--no-color` is commander's way to keep a switch on. */
function standardOf({ defaultValue, defaultValueDescription }: Option): string {
  if (defaultValueDescription !== undefined) return defaultValueDescription;
  const said = typeof defaultValue === "string" || typeof defaultValue === "number";
  return said ? code(String(defaultValue)) : "";
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
