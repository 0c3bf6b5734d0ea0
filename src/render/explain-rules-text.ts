import type {
  ExplainedCondition,
  ExplainedEntrance,
  ExplainedEvent,
  ExplainedFamily,
  ExplainedField,
  ExplainedInterest,
  ExplainedRules,
  ExplainedTag,
} from "../model/explained-person.ts";
import type { Json } from "../model/json.ts";
import { KEPT, SILENT, WITHHELD } from "./explain-words.ts";
import { type Entry, entryLines, type Mark } from "./text/entry.ts";
import { flow } from "./text/layout.ts";
import { type Line, span } from "./text/page.ts";
import { changeText, valueText } from "./value-text.ts";

/** What every rule says of a person, section by section. */
export function ruleSections(rules: ExplainedRules, width: number): readonly (readonly Line[])[] {
  const { applied, tags, families, interests, fields, events, automations } = rules;
  const note = applied ? "" : NOT_APPLIED;
  return [
    titled("Let in", "", entryLines([includeEntry(rules.include), ...entranceEntries(rules.newContacts)], width)),
    titled("Tags", note, entryLines([...tags.map(tagEntry), ...families.map(familyEntry)], width)),
    titled("Groups", note, entryLines(interests.map(interestEntry), width)),
    titled("Fields", note, fieldLines(fields, width)),
    titled("Events", "", entryLines(events.map(eventEntry), width)),
    titled("Automations", "", entryLines(automations.map(automationEntry), width)),
  ];
}

const NOT_APPLIED = "  as the rules say; the person is left out, so they do not count";

function titled(title: string, note: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [[span("heading", title), span("dim", note)], ...lines];
}

function includeEntry({ holds, when }: ExplainedRules["include"]): Entry {
  if (when === undefined) return { mark: "yes", name: "include", text: ["everybody: there is no `sync.include`"] };
  return { mark: holds ? "yes" : "no", name: "include", ...conditionParts(when) };
}

function entranceEntries({ stands, doors, status }: ExplainedEntrance): readonly Entry[] {
  if (stands) {
    const text: Line = [span("dim", `would be ${status}, and is not asked: the status of a contact is never changed`)];
    return [{ mark: "none", name: "newContacts", text }];
  }
  return doors.map((door) => {
    const parts = door.when === undefined ? { text: [span("dim", "everybody else")] } : conditionParts(door.when);
    return {
      mark: door.taken ? "yes" : "no",
      name: door.status === "skip" ? "no contact" : `as ${door.status}`,
      ...parts,
    };
  });
}

function tagEntry({ name, holds, when, turn, quiet, withheld }: ExplainedTag): Entry {
  const notes = [
    ...(turn === "add" && quiet ? ["starts no automation"] : []),
    ...(withheld === undefined ? [] : [WITHHELD[withheld]]),
  ];
  return { mark: holds ? "yes" : "no", ...(turn === undefined ? {} : { turn }), name, ...conditionParts(when, notes) };
}

function interestEntry({ group, interest, holds, when, turn, withheld }: ExplainedInterest): Entry {
  const notes = withheld === undefined ? [] : [WITHHELD[withheld]];
  const name = `${group}: ${interest}`;
  return { mark: holds ? "yes" : "no", ...(turn === undefined ? {} : { turn }), name, ...conditionParts(when, notes) };
}

function familyEntry({ pattern, from, tag, several, refused, add, remove }: ExplainedFamily): Entry {
  const made = tag === undefined ? "no tag" : `the tag ${tag}`;
  const notes = [
    ...(several ? ["several match; the first was taken"] : []),
    ...(refused === undefined ? [] : [`${valueText(refused.tag)} is not made: ${refused.reason}`]),
    ...remove.map((name) => `takes ${name} away`),
  ];
  return {
    mark: tag === undefined ? "no" : "yes",
    ...(add.length + remove.length > 0 ? { turn: add.length > 0 ? "add" : "remove" } : {}),
    name: pattern,
    text: [`${made} `, span("dim", `from ${from}`), ...noted(notes)],
  };
}

/** What changes or is kept against the rules has a line of its own; the others are listed. */
function fieldLines(fields: readonly ExplainedField[], width: number): readonly Line[] {
  const remarkable = fields.filter(isRemarkable);
  const others = fields.filter((field) => !isRemarkable(field));
  const valued = others
    .filter(({ wished }) => wished !== null)
    .map(({ key, wished }) => `${key}: ${valueText(wished)}`);
  const blank = others.filter(({ wished }) => wished === null).map(({ key, from }) => `${key} (${from})`);
  return [
    ...entryLines(remarkable.map(fieldEntry), width),
    ...flow(valued.map(comma), "", width, 4),
    ...(blank.length === 0 ? [] : flow([[span("dim", "no value in the sources:")], ...blank.map(comma)], "", width, 4)),
  ];
}

function isRemarkable({ written, kept, refused, cut, several }: ExplainedField): boolean {
  return written || kept !== undefined || refused !== undefined || cut || several;
}

function comma(text: string, index: number, all: readonly string[]): Line {
  return [index === all.length - 1 ? text : `${text},`];
}

function fieldEntry(field: ExplainedField): Entry {
  const { key, wished, held, written, kept, refused } = field;
  const notes = noted([
    ...(field.several ? ["several match; the first was taken"] : []),
    ...(field.cut ? ["the end of the text is lost: Mailchimp keeps 255 bytes"] : []),
  ]);
  if (refused !== undefined) return { ...HELD, name: key, text: [`not sent: ${refused}${stays(held)}`, ...notes] };
  if (written) {
    const isNew = held === undefined || held === null;
    const text: Line = [isNew ? valueText(wished) : changeText(held, wished), ...notes];
    return { mark: "none", turn: isNew ? "add" : "change", name: key, text };
  }
  if (kept === undefined) return { mark: "none", name: key, text: [valueText(wished), ...notes] };
  const turn = kept === "not-standing" || kept === "id-elsewhere" ? HELD : POLICY;
  return { ...turn, name: key, text: [`${against(wished, held)}: ${KEPT[kept]}`, ...notes] };
}

const HELD = { mark: "none", turn: "held" } as const;
const POLICY = { mark: "none" } as const;

function against(wished: Json, held: Json | undefined): string {
  if (held === undefined) return valueText(wished);
  return wished === null ? `${valueText(held)} stays` : `${valueText(held)} stays, not ${valueText(wished)}`;
}

function stays(held: Json | undefined): string {
  return held === undefined || held === null ? "" : `; ${valueText(held)} stays`;
}

function automationEntry(name: string): Entry {
  return { mark: "none", name, text: ["would be entered"] };
}

function eventEntry({ name, when, sent, once, before, after, why }: ExplainedEvent): Entry {
  const moved = before === undefined || after === undefined ? "" : ` (${changeText(before, after)})`;
  if (sent) {
    const unless = span("dim", `, unless it was sent ${once ? "before" : "lately"}`);
    return { mark: "none", turn: "add", name, text: [`would be sent: ${when}${moved}`, unless] };
  }
  const silent = why === undefined ? "" : `: ${SILENT[why]}${why === "no-transition" ? moved : ""}`;
  return { mark: "none", name, text: [span("dim", `waits until ${when}${silent}`)] };
}

/** A condition as the text of an entry, and the tests within it as lines below. */
function conditionParts(when: ExplainedCondition, notes: readonly string[] = []): Pick<Entry, "text" | "parts"> {
  if (when.is === "test") return { text: [span("dim", testSentence(when)), ...noted(notes)] };
  return {
    text: [span("dim", HEADS[when.is]), ...noted(notes)],
    parts: when.parts.flatMap((part) => partsOf(part, 0)),
  };
}

const HEADS: Readonly<Record<Exclude<ExplainedCondition["is"], "test">, string>> = {
  all: "all of:",
  any: "any of:",
  not: "not:",
};

function partsOf(condition: ExplainedCondition, depth: number): NonNullable<Entry["parts"]> {
  const mark: Mark = condition.holds ? "yes" : "no";
  if (condition.is === "test") return [{ mark, depth, text: [span("dim", testSentence(condition))] }];
  return [
    { mark, depth, text: [span("dim", HEADS[condition.is])] },
    ...condition.parts.flatMap((part) => partsOf(part, depth + 1)),
  ];
}

/** What a test found is not repeated where the test says it. */
function testSentence({ text, holds, found, record }: ExplainedCondition): string {
  if (record !== undefined) return text;
  if (found === undefined) return `${text}: it is missing`;
  const said = JSON.stringify(found.value);
  return holds && text.endsWith(` equals ${said}`) ? text : `${text}: it is ${valueText(found.value)}`;
}

function noted(notes: readonly string[]): Line {
  return notes.length === 0 ? [] : [span("warning", ` (${notes.join("; ")})`)];
}
