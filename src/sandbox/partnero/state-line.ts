import { isObject } from "../json.ts";
import { Program, type ProgramFacts } from "./program.ts";
import type { PartneroStage } from "./stage.ts";

interface ProgramLine {
  readonly kind: "program";
  readonly version: number;
  readonly token: string;
  readonly facts: ProgramFacts;
  readonly serial: number;
}

/** A record of the program whose line came before. */
interface RecordLine {
  readonly kind: keyof Program["shelves"];
  readonly row: object;
}

/** The programs as lines, each followed by whatever is in it. */
export function* partneroLines(stage: PartneroStage): Generator<string> {
  for (const { token, facts, serial, shelves } of stage.programs.values()) {
    yield JSON.stringify({ kind: "program", version: 1, token, facts, serial } satisfies ProgramLine);
    for (const [kind, shelf] of Object.entries(shelves)) {
      for (const row of shelf.all()) yield JSON.stringify({ kind, row });
    }
  }
}

/** Takes lines into the stage, one after the other. */
export function partneroReader(stage: PartneroStage): (text: string) => void {
  let program: Program | undefined;
  return (text) => {
    // The file is this sandbox's own, written by the function above: its shape is trusted from here on.
    const line = JSON.parse(text) as ProgramLine | RecordLine;
    if (line.kind === "program") program = opened(stage, line);
    else if (program === undefined || !Object.hasOwn(program.shelves, line.kind) || !isObject(line.row)) {
      throw new Error("This line is none of a sandbox's state.");
    } else program.shelves[line.kind].add(line.row as never);
  };
}

function opened(stage: PartneroStage, { version, token, facts, serial }: ProgramLine): Program {
  if (version !== 1) throw new Error(`This state is of version ${version}; this sandbox reads version 1.`);
  const program = new Program(token, facts, stage.now);
  program.serial = serial;
  program.changed = false;
  stage.programs.set(token, program);
  stage.written = stage.programs.size;
  return program;
}
