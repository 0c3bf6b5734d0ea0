import { mkdir, writeFile } from "node:fs/promises";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { type Chance, chanceFrom } from "./seed/chance.ts";
import { customers } from "./seed/customers.ts";
import { partners } from "./seed/partners.ts";
import { people } from "./seed/person.ts";
import { csv } from "./seed/table.ts";

const SEED = 20_260_301;

/** The files of the example's data by name: the same seed makes the same bytes. */
export function exampleData(): Readonly<Record<"partners.csv" | "customers.csv", string>> {
  const chance: Chance = chanceFrom(SEED);
  const person = people(chance);
  const program = partners(chance, 140, person);
  return {
    "partners.csv": csv(program),
    "customers.csv": csv(customers(chance, 320, program, person)),
  };
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const folder = new URL("../examples/partner-program/data/", import.meta.url);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(exampleData())) await writeFile(new URL(name, folder), text);
}
