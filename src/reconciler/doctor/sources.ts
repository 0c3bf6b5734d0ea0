import { MARK } from "../../contacts/roll.ts";
import { fieldsOfInclude } from "../../contacts/used-fields.ts";
import { compileWish } from "../../contacts/wish.ts";
import type { Checked } from "../../model/checked.ts";
import type { ContactRules, Vocabulary } from "../../model/desired.ts";
import type { SourceDeclaration } from "../../model/source.ts";
import { readSource } from "../../sources/source.ts";
import type { InspectedSource } from "../config.ts";
import { about } from "./about.ts";
import type { Examination } from "./examination.ts";
import { isReadOnce, sourceNotes } from "./source-notes.ts";
import { type People, people, readWhole, type SourceReading } from "./source-reading.ts";
import { brokenSource, readCheck, stalledSource } from "./source-verdict.ts";

/** A source with what was said of it, and what reading it came to where it was read. */
interface Looked {
  readonly declaration: SourceDeclaration;
  readonly checks: readonly Checked[];
  readonly reading?: SourceReading;
}

/** Reads each source to its end and counts what is in it, and whom the file lets in of it. */
export async function examineSources(examination: Examination): Promise<readonly Checked[]> {
  const { lenient, spools, onCheck } = examination;
  const inspected = lenient.inspected ?? [];
  if (inspected.length === 0) return [];
  const everyone = people(spools("records"), inspected.length);
  const looked: Looked[] = [];
  for (const [index, source] of inspected.entries()) {
    onCheck?.(`source ${source.declaration.name}`);
    looked.push(await look(source, index, everyone, examination));
  }
  const letIn = admitted(looked, everyone, examination);
  const rules = lenient.desired?.contacts;
  return looked.flatMap(({ declaration, checks, reading }) => {
    if (reading === undefined) return checks;
    if (reading.stalled === true) return [...checks, stalledSource(declaration.name, reading)];
    if (reading.findings !== undefined) return [...checks, brokenSource(declaration.name, reading.findings)];
    return [...checks, readCheck(declaration, reading, rules, letIn?.get(declaration.name))];
  });
}

async function look(
  { declaration, schema, findings }: InspectedSource,
  index: number,
  everyone: People,
  { lenient, patienceMs, signal, partnero }: Examination,
): Promise<Looked> {
  const { name } = declaration;
  const notes = await sourceNotes(declaration, partnero, patienceMs);
  const checks = notes.map((note): Checked => ({ name: "source", subject: name, ...note }));
  if (checks.some(({ verdict }) => verdict === "problem")) return { declaration, checks };
  if (isReadOnce(declaration)) {
    const says = about("source", name);
    return { declaration, checks: [...checks, says.skipped("standard input is left for plan and apply to read")] };
  }
  if (schema === undefined) return { declaration, checks: [...checks, brokenSource(name, findings)] };
  const rules = lenient.desired?.contacts;
  const used = rules === undefined ? undefined : fieldsOfInclude(rules).get(name);
  const way = partnero !== undefined && "severity" in partnero ? undefined : partnero;
  // What only says who is let in is enough to count: no record is read alone for more.
  const options = { ...lenient.sourceOptions, partnero: way, used: used ?? new Set<string>() };
  const opened = { name, records: readSource(declaration, schema, options) };
  const duplicates = lenient.desired?.contacts?.duplicates ?? "error";
  const reading = await readWhole(opened, index, everyone, { duplicates, patienceMs, signal });
  return { declaration, checks, reading };
}

/** How many people of each source the file lets in; a rule may ask for several sources, so that all must be there. */
function admitted(looked: readonly Looked[], everyone: People, { lenient, now }: Examination): Admitted | undefined {
  const { desired, vocabulary } = lenient;
  if (desired?.contacts === undefined || vocabulary === undefined) return undefined;
  const whole = looked.every(({ reading }) => reading !== undefined && reading.findings === undefined);
  if (!whole || looked.some(({ reading }) => reading?.stalled)) return undefined;
  const places = vocabulary.sources.map(({ name }) => looked.findIndex(({ declaration }) => declaration.name === name));
  return counts(everyone, places, { rules: desired.contacts, vocabulary, now: now.getTime() });
}

/** How many people are let in, by source. */
type Admitted = ReadonlyMap<string, number>;

interface Rules {
  readonly rules: ContactRules;
  readonly vocabulary: Vocabulary;
  readonly now: number;
}

/** `places`: by source of the rules, its place on the shelves. */
function counts({ roll, shelves }: People, places: readonly number[], asked: Rules): Admitted {
  const { rules, vocabulary, now } = asked;
  const wishOf = compileWish(rules, vocabulary, now);
  const found = new Map(vocabulary.sources.map(({ name }) => [name, 0]));
  for (let entry = 0; entry < roll.size; entry++) {
    const theirs = places.map((place) => shelves.at(place, entry));
    if (roll.has(entry, MARK.broken) || !wishOf(theirs).included) continue;
    vocabulary.sources.forEach(({ name }, index) => {
      if (theirs[index] !== undefined) found.set(name, (found.get(name) ?? 0) + 1);
    });
  }
  return found;
}
