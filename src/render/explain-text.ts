import type { ExplainedMember, ExplainedPerson, ExplainedRecord } from "../model/explained-person.ts";
import { advice } from "./explain-advice.ts";
import { ruleSections } from "./explain-rules-text.ts";
import { verdictLines } from "./explain-verdict.ts";
import type { ExplainView } from "./explain-view.ts";
import { FATES, STATUS } from "./explain-words.ts";
import { type Entry, entryLines } from "./text/entry.ts";
import { flow, paragraph } from "./text/layout.ts";
import { type Line, printed, span, type TextOptions } from "./text/page.ts";
import { palette } from "./text/style.ts";
import { valueText } from "./value-text.ts";

/** One person explained, for a terminal or a log: what would happen first, then why, then what can be done. */
export function explainText(view: ExplainView, options: TextOptions): string {
  const { width } = options;
  const { person, blocking } = view;
  const sections: readonly (readonly Line[])[] = [
    headLines(view, width),
    recordLines(person, width),
    ...(person.rules === undefined ? [] : ruleSections(person.rules, width)),
    ...memberSections(person, width),
    blocking.length === 0
      ? []
      : [
          [span("heading", "Limits")],
          ...blocking.flatMap(({ text }) => paragraph([span("held", "! "), text], width, 2, 4)),
        ],
    adviceLines(view, width),
  ];
  const filled = sections.filter((lines) => lines.length > 0);
  return printed(
    filled.flatMap((lines, index) => (index === 0 ? lines : [[], ...lines])),
    palette(options.colour),
  );
}

function headLines({ person, audience, environment }: ExplainView, width: number): readonly Line[] {
  const facts = [
    `audience "${audience.name}" (${audience.id})`,
    ...(environment === undefined ? [] : [`environment ${environment}`]),
  ];
  return [
    ...flow([[span("heading", person.email)], ...facts.map((fact) => [fact])], " ·", width, 0),
    ...verdictLines(person.verdicts, width, 0),
    ...person.elsewhere
      .filter((place) => !isSaid(place, person))
      .flatMap(({ email, verdicts }) => [
        ...paragraph(["At ", span("heading", email), ", where an id of this person stands:"], width, 0, 2),
        ...verdictLines(verdicts, width, 2),
      ]),
  ];
}

/** A rename concerns both addresses and is told once. */
function isSaid(place: ExplainedPerson["elsewhere"][number], { verdicts }: ExplainedPerson): boolean {
  const said = new Set(verdicts.map((verdict) => (verdict.is === "change" ? verdict.change.ref : "")));
  return place.verdicts.every((verdict) => verdict.is === "change" && said.has(verdict.change.ref));
}

function recordLines({ records, verdicts }: ExplainedPerson, width: number): readonly Line[] {
  if (verdicts.some(({ is }) => is === "unmanaged")) return [];
  if (records.length === 0) return [[span("heading", "Records")], [NOTHING]];
  return [[span("heading", "Records")], ...records.flatMap((record) => oneRecord(record, width))];
}

function oneRecord({ source, at, email, fate, problems, values }: ExplainedRecord, width: number): readonly Line[] {
  const note = FATES[fate] === "" ? [] : [`, ${FATES[fate]}`, fate === "elsewhere" ? `, ${email}` : ""];
  return [
    ["  ", source, "  ", span("dim", at), ...note],
    ...problems.flatMap((problem) => paragraph([span("warning", problem)], width, 6)),
    ...flow(
      values.map(({ name, value }) => [`${name}: ${valueText(value)}`]),
      ",",
      width,
      6,
    ),
  ];
}

function memberSections({ members, rules }: ExplainedPerson, width: number): readonly (readonly Line[])[] {
  if (members.length === 0) return [[[span("heading", "In Mailchimp")], [NOTHING]]];
  return members.map((member) => {
    const title = member.asked ? "" : ` at ${member.email}`;
    return [
      [span("heading", `In Mailchimp${title}`)],
      ...entryLines(memberEntries(member, rules?.applied !== true), width),
    ];
  });
}

const NOTHING = "    none";

/** The managed fields are told where the rules above have not told them already. */
function memberEntries(member: ExplainedMember, whole: boolean): readonly Entry[] {
  const { status, lastChanged, unsubscribeReason, ids, managedTags, otherTags, otherFields, interests } = member;
  const fields = whole ? member.fields : [];
  const note = [STATUS[status], unsubscribeReason === undefined ? "" : `Mailchimp notes: ${unsubscribeReason}`];
  const told = note.filter((text) => text !== "").join("; ");
  const rows: readonly (readonly [string, string])[] = [
    ["status", told === "" ? status : `${status} (${told})`],
    ["last changed", lastChanged ?? ""],
    ["ours", ids.length === 0 ? "no: no identity field is set" : listed(ids.map(({ key, value }) => [key, value]))],
    ["fields", listed(fields.map(({ key, value }) => [key, value]))],
    ["tags", managedTags.join(", ")],
    ["other tags", otherTags.join(", ")],
    ["groups", interests.map(({ group, interest }) => `${group}: ${interest}`).join(", ")],
    ["other fields", listed(otherFields.map(({ tag, value }) => [tag, value]))],
  ];
  return rows.flatMap(([name, text]) => (text === "" ? [] : [{ mark: "none" as const, name, text: [text] }]));
}

function listed(pairs: readonly (readonly [string, Parameters<typeof valueText>[0]])[]): string {
  return pairs.map(([key, value]) => `${key}: ${valueText(value)}`).join(", ");
}

function adviceLines(view: ExplainView, width: number): readonly Line[] {
  const found = advice(view);
  if (found.length === 0) return [];
  const entries = found.map(({ about, todo }) => ({ mark: "none" as const, name: about, text: [todo] }));
  return [[span("heading", "What to do")], ...entryLines(entries, width)];
}
