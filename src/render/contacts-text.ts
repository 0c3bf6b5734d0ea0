import type { ContactAction } from "../model/contact.ts";
import type { ContactsView, FieldRow, SampleView, Shortlist, TagRow } from "./contacts-view.ts";
import { segmentLines } from "./segment-sizes-text.ts";
import { columns, flow, paragraph } from "./text/layout.ts";
import { type Line, type Span, span } from "./text/page.ts";
import { counted, grouped } from "./text/quantity.ts";
import type { Role } from "./text/style.ts";

/** The contacts' half of a plan as lines. */
export function contactsLines(contacts: ContactsView, width: number): readonly Line[] {
  const sections = [
    [[span("heading", "Contacts")], ...countLines(contacts, width)],
    tagLines("Tags", "tag", contacts.tags),
    tagLines("Groups", "interest", contacts.interests),
    segmentLines(contacts.segments),
    fieldLines("Values", "merge field", " (contacts that get another one, by merge field)", contacts.fields),
    fieldLines("Events", "event", " (contacts that are sent one)", contacts.events),
    fieldLines("Automations", "automation", " (people who will enter)", contacts.automations),
    sampleSection(contacts.samples, width),
    refusedLines(contacts.refused, width),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : [[], ...lines]));
}

/** The symbol of each action on a contact. */
const SYMBOLS: Readonly<Record<ContactAction, { readonly symbol: string; readonly role: Role }>> = {
  create: { symbol: "+", role: "create" },
  adopt: { symbol: "~", role: "update" },
  update: { symbol: "~", role: "update" },
  rename: { symbol: "~", role: "update" },
  untag: { symbol: "-", role: "delete" },
  archive: { symbol: "-", role: "delete" },
};

function countLines(contacts: ContactsView, width: number): readonly Line[] {
  const shown = countRows(contacts).filter((row) => row.count !== "0" || row.name === "unchanged");
  const digits = Math.max(...shown.map((row) => row.count.length));
  return shown.flatMap((row) => countRow(row, digits, width));
}

function countRows({ actions, unchanged, leavers, leftAlone, billable }: ContactsView): readonly CountRow[] {
  const before = billable === undefined ? "" : `billed by Mailchimp; ${grouped(billable.before)} before`;
  return [
    ...actions.map(({ action, count, note }) => ({ ...SYMBOLS[action], name: action, count: grouped(count), note })),
    { name: "unchanged", count: grouped(unchanged), note: "" },
    { name: "left alone", count: grouped(leftAlone.count), note: leftAlone.reasons.join(", ") },
    {
      name: "leavers",
      count: grouped(leavers),
      note: "ours, gone from the sources or no longer let in: kept as they are",
    },
    { name: "billable", count: grouped(billable?.after ?? 0), note: before },
  ];
}

/** Whom a plan without changes leaves alone though they are not as the file says: that must not look like being in step. */
export function toMendLines({ toMend }: ContactsView, width: number): readonly Line[] {
  return toMend.length === 0 ? [] : paragraph([span("warning", "Left alone:"), ` ${toMend.join(", ")}.`], width, 0);
}

interface CountRow {
  readonly symbol?: string;
  readonly role?: Role;
  readonly name: string;
  readonly count: string;
  readonly note: string;
}

const LONGEST_NAME = "left alone".length;

function countRow(row: CountRow, digits: number, width: number): readonly Line[] {
  const symbol: Span = { text: row.symbol ?? " ", ...(row.role === undefined ? {} : { role: row.role }) };
  const title: Line = ["  ", symbol, ` ${row.name.padEnd(LONGEST_NAME)}  ${row.count.padStart(digits)}`];
  const indent = 4 + LONGEST_NAME + 2 + digits + 2;
  const [first = [], ...rest] = row.note === "" ? [] : paragraph([span("dim", row.note)], width, indent);
  return [[...title, ...(first.length === 0 ? [] : ["  ", ...first.slice(1)])], ...rest];
}

function tagLines(title: string, noun: string, { rows, others }: Shortlist<TagRow>): readonly Line[] {
  if (rows.length === 0) return [];
  const table = rows.map(({ name, add, remove }): Line[] => [
    [name],
    signed(add, "+", "create"),
    signed(remove, "−", "delete"),
  ]);
  return [[span("heading", title)], ...columns(table, ["left", "right", "right"], 4), ...othersLine(others, noun)];
}

function signed(count: number, sign: string, role: Role): Line {
  return count === 0 ? [] : [span(role, `${sign}${grouped(count)}`)];
}

function fieldLines(title: string, noun: string, what: string, { rows, others }: Shortlist<FieldRow>): readonly Line[] {
  if (rows.length === 0) return [];
  const table = rows.map(({ name, count }): Line[] => [[name], [grouped(count)]]);
  return [
    [span("heading", title), span("dim", what)],
    ...columns(table, ["left", "right"], 4),
    ...othersLine(others, noun),
  ];
}

function othersLine(others: number, noun: string): readonly Line[] {
  return others === 0 ? [] : [[span("dim", `    and ${counted(others, `more ${noun}`)} with fewer`)]];
}

function sampleSection(samples: readonly SampleView[], width: number): readonly Line[] {
  if (samples.length === 0) return [];
  const titles = columns(
    samples.map((sample) => sampleTitle(sample)),
    ["left", "left", "left", "left"],
    2,
  );
  return [
    [span("heading", "For example")],
    ...titles.flatMap((title, index) => {
      const sample = samples[index];
      return sample === undefined ? [title] : [title, ...sampleBody(sample, width)];
    }),
  ];
}

function sampleTitle({ action, held, ref, email, status }: SampleView): readonly Line[] {
  const { symbol, role } = held === undefined ? SYMBOLS[action] : { symbol: "!", role: "held" as const };
  const entering = action === "create" ? `create as ${status}` : action;
  return [
    [span(role, symbol), ` ${ref}`],
    [email],
    [action === "create" || status === "subscribed" ? entering : `${entering} (${status})`],
  ];
}

/** So many values and tags of a contact are shown. */
const PARTS = 12;

/** What a change does, part by part. */
export function sampleParts({ fields, add, remove, events }: SampleView): readonly Line[] {
  return [
    ...fields.map((field) => [field]),
    ...add.map((tag) => [span("create", `+${tag}`)]),
    ...remove.map((tag) => [span("delete", `−${tag}`)]),
    ...events.map((name) => [span("update", `event ${name}`)]),
  ];
}

function sampleBody(sample: SampleView, width: number): readonly Line[] {
  const { held, why } = sample;
  const parts = sampleParts(sample);
  const more = parts.length - PARTS;
  const shown = more > 0 ? [...parts.slice(0, PARTS), [span("dim", `and ${grouped(more)} more`)]] : parts;
  return [
    ...flow(shown, ",", width, 8),
    ...(held === undefined ? [] : paragraph([span("held", "held: "), held], width, 8)),
    ...(why === undefined ? [] : paragraph([span("dim", why)], width, 8)),
  ];
}

/** Values that are not sent, with the reason of each. */
export function refusedLines({ count, shown }: ContactsView["refused"], width: number): readonly Line[] {
  if (count === 0) return [];
  const more = count - shown.length;
  return [
    ...paragraph(
      [
        span("warning", `${counted(count, "value")} that Mailchimp would refuse`),
        ": not sent; the rest of the contact is.",
      ],
      width,
      0,
    ),
    ...shown.flatMap(({ email, field, reason }) => [
      [`    ${email}  ${field}`],
      ...paragraph([span("dim", reason)], width, 8),
    ]),
    ...(more > 0 ? [[span("dim", `    and ${grouped(more)} more`)]] : []),
  ];
}
