import { KINDS } from "../kinds/index.ts";
import type { Emitted, Kind, LiveContext, LiveObject } from "../kinds/kind.ts";
import { liveKey } from "../kinds/life-cycle.ts";
import { type LiveObjects, liveContext } from "../kinds/live-objects.ts";
import { formatAddress } from "../model/address.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { EDITOR_SCHEMA } from "./config-schema.ts";
import { concealKeys } from "./secret.ts";
import {
  commented,
  compact,
  dataNode,
  fileText,
  listNode,
  mapNode,
  type Piece,
  spacedOut,
  variableNode,
} from "./yaml-writing.ts";

/** An audience as it stands, to be written as a file. */
export interface LiveAudience {
  readonly audience: { readonly id: string; readonly name: string };
  readonly objects: LiveObjects;
}

/** An object that the file does not say, and why. */
export interface LeftOut {
  readonly address: string;
  readonly reason: string;
}

/** A variable that the file wants. */
export interface EmittedVariable {
  readonly name: string;
  /** What may be shown of what it stands for. */
  readonly note: string;
  readonly reveal: () => string;
}

/** An audience as the text of a file. */
export interface EmittedConfig {
  readonly text: string;
  readonly leftOut: readonly LeftOut[];
  readonly variables: readonly EmittedVariable[];
  /** The objects of which a section tells, in the order of its entries. */
  readonly told: Readonly<Record<string, readonly LiveObject[]>>;
}

/** Writes an audience as a file that declares it as it stands; `refused` tells what cannot be in it, with the reason. */
export function emitConfig(live: LiveAudience, refused: ReadonlyMap<LiveObject, string>): EmittedConfig {
  const context = liveContext(live.objects);
  const written = KINDS.map((kind) => writtenKind(kind, live.objects, context, refused));
  const sections = written.filter(({ entries }) => entries.length > 0);
  const leftOut = written.flatMap((kind) => kind.leftOut);
  const root = mapNode([
    ["version", dataNode(1)],
    ["audience", audienceNode(live.audience)],
    ...sections.map(({ kind, entries }) => [kind.configKey, sectionNode(entries)] as const),
  ]);
  return {
    text: fileText(spacedOut(root), heading(live.audience.name), ending(leftOut)),
    leftOut,
    variables: sections.flatMap(({ entries }) => entries.flatMap(variablesOf)),
    told: Object.fromEntries(
      sections.map(({ kind, entries }) => [kind.configKey, entries.map(({ object }) => object)]),
    ),
  };
}

interface Entry {
  readonly object: LiveObject;
  readonly said: Extract<Emitted, { readonly key: string }>;
}

interface WrittenKind {
  readonly kind: Kind;
  readonly entries: readonly Entry[];
  readonly leftOut: readonly LeftOut[];
}

function writtenKind(
  kind: Kind,
  live: LiveObjects,
  context: LiveContext,
  refused: ReadonlyMap<LiveObject, string>,
): WrittenKind {
  const [entries, leftOut]: [Entry[], LeftOut[]] = [[], []];
  const firsts = firstOfTheirName(kind, live);
  for (const [index, object] of inOrder(live[kind.name]).entries()) {
    const said = kind.emit?.(object, context, index + 1);
    if (said === undefined) continue;
    const key = liveKey(kind, object, live);
    const twin = firsts.get(key) === object ? undefined : namesake(kind);
    const reason = "inexpressible" in said ? said.inexpressible : (twin ?? refused.get(object) ?? unwritable(said));
    const address = formatAddress({ kind: kind.name, key });
    if (reason !== undefined) leftOut.push({ address: concealKeys(address), reason });
    else if (!("inexpressible" in said)) entries.push({ object, said });
  }
  return { kind, entries, leftOut };
}

/** Of objects with one name a plan takes the first that Mailchimp lists for the one that is declared. */
function firstOfTheirName(kind: Kind, live: LiveObjects): ReadonlyMap<string, LiveObject> {
  return new Map(live[kind.name].toReversed().map((object) => [liveKey(kind, object, live), object]));
}

function namesake({ label }: Kind): string {
  return `another ${label} has the same name, and a file can tell of one alone; rename one of them in Mailchimp`;
}

/** Why a name can be no key, which not even quotes mend. */
function unwritable({ key, entry }: Entry["said"]): string | undefined {
  const keys = [key, ...keysIn(entry)];
  const odd = keys.find((name) => name === "<<" || name === "__proto__");
  return odd === undefined ? undefined : `${odd} can be no key of a file`;
}

function keysIn(value: Json): readonly string[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

/** As forms show them, and else by their names, so that the same audience is always the same file. */
function inOrder(objects: readonly LiveObject[]): readonly LiveObject[] {
  const place = ({ spec }: LiveObject) => Number(spec["display_order"] ?? 0);
  const name = ({ spec }: LiveObject) => String(spec["name"] ?? spec["title"] ?? "");
  return objects.toSorted((a, b) => place(a) - place(b) || compared(name(a), name(b)) || compared(a.id, b.id));
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function audienceNode({ id, name }: LiveAudience["audience"]): Piece {
  // A name that looks like an API key would have the whole file refused.
  const isSayable = name !== "" && concealKeys(name) === name;
  return compact(dataNode({ id, ...(isSayable ? { expect: { name } } : {}) }));
}

/** A list where entries have no names of their own. */
function sectionNode(entries: readonly Entry[]): Piece {
  if (entries.some(({ said }) => said.variables !== undefined)) return listNode(entries.map(entryNode));
  return mapNode(entries.map((entry) => [entry.said.key, entryNode(entry)]));
}

function entryNode({ said: { entry, variables = {}, note } }: Entry): Piece {
  const properties = Object.entries(entry).map(([key, value]): readonly [string, Piece] => {
    const variable = variables[key];
    return [key, variable === undefined ? dataNode(value) : variableNode(variable)];
  });
  const node = compact(mapNode(properties));
  return note === undefined ? node : commented(node, note);
}

function variablesOf({ object, said }: Entry): readonly EmittedVariable[] {
  return Object.values(said.variables ?? {}).map((name) => ({
    name,
    note: said.note ?? "",
    reveal: () => object.reveal?.() ?? "",
  }));
}

function heading(name: string): string {
  return [
    `yaml-language-server: $schema=${EDITOR_SCHEMA}`,
    `The audience ${JSON.stringify(name)}, as audiencectl import found it. It plans to no change.`,
  ].join("\n");
}

function ending(leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return "";
  return ["Left out:", ...leftOut.map(({ address, reason }) => `  ${address}: ${reason}`)].join("\n");
}
