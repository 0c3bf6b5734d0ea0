import fc from "fast-check";
import { expect, test } from "vitest";
import { sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { planned } from "./plan-json.ts";
import { type Config, lay, type Program, programs, type Row } from "./program.ts";

test(
  "the order of rows, of columns and of keys in the file changes nothing in the plan",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(programs, fc.infiniteStream(fc.nat()), async (program, dice) => {
        const shuffle = shuffled(() => dice.next().value ?? 0);
        lay(desk, program);
        const plan = await planned(desk);
        lay(desk, stirred(program, shuffle));
        expect((await planned(desk)).digest).toBe(plan.digest);
      }),
      depth(20),
    );
  },
  PATIENCE,
);

type Shuffle = <T>(items: readonly T[]) => readonly T[];

function shuffled(roll: () => number): Shuffle {
  return (items) =>
    items
      .map((item) => ({ item, at: roll() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
}

function stirred(program: Program, shuffle: Shuffle): Program {
  const columns = (row: Row, names: readonly string[]): Row =>
    Object.fromEntries(names.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])));
  const files = Object.entries(program.files).map(([name, rows]) => {
    const names = shuffle(Object.keys(rows[0] ?? {}));
    return [name, shuffle(rows).map((row) => columns(row, names))];
  });
  return { ...program, config: stirredKeys(program.config, shuffle), files: Object.fromEntries(files) };
}

function stirredKeys(config: Config, shuffle: Shuffle): Config {
  const stir = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(stir);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(shuffle(Object.entries(value)).map(([key, part]) => [key, stir(part)]));
  };
  return Object(stir(config));
}
