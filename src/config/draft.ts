import type { Path } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import { isJsonObject } from "../model/json.ts";
import type { ConfigFile } from "./config-file.ts";

type Entry<
  Name extends "sources" | "mergeFields" | "tags" | "groups" | "segments" | "events" | "automations" | "limits",
> = NonNullable<ConfigFile[Name]>[string];

export type SourceEntry = Entry<"sources">;
export type MergeFieldEntry = Entry<"mergeFields">;
export type TagEntry = Entry<"tags">;
export type GroupEntry = Entry<"groups">;
export type SegmentEntry = Entry<"segments">;
export type EventEntry = Entry<"events">;
export type AutomationEntry = Entry<"automations">;
export type LimitEntry = Entry<"limits">;
export type WebhookEntry = NonNullable<ConfigFile["webhooks"]>[number];
export type RemovedEntry = NonNullable<ConfigFile["removed"]>[number];
export type TestEntry = NonNullable<ConfigFile["tests"]>[number];
export type SyncEntry = NonNullable<ConfigFile["sync"]>;

/** The checked form of a file. What is broken is left out, but known by name, so that one mistake is one finding. */
export interface Draft {
  readonly audience: ConfigFile["audience"] | undefined;
  readonly sources: Declared<SourceEntry>;
  readonly mergeFields: Declared<MergeFieldEntry>;
  readonly tags: Declared<TagEntry>;
  readonly groups: Declared<GroupEntry>;
  readonly segments: Declared<SegmentEntry>;
  readonly events: Declared<EventEntry>;
  readonly automations: Declared<AutomationEntry>;
  /** By the URL as the file writes it, which shows no secret. */
  readonly webhooks: Declared<WebhookEntry>;
  readonly limits: Declared<LimitEntry>;
  readonly removed: readonly Written<RemovedEntry>[];
  readonly undeclared: NonNullable<ConfigFile["undeclared"]>;
  readonly ignore: NonNullable<ConfigFile["ignore"]>;
  readonly tests: readonly Written<TestEntry>[];
  /** Undefined where the file has none; properties that are broken are left out. */
  readonly sync: Partial<SyncEntry> | undefined;
}

/** The entries of a section, by name. */
export interface Declared<T> {
  readonly entries: readonly Written<T>[];
  /** Declared, but not usable: whatever refers to one of these is given the benefit of the doubt. */
  readonly broken: readonly string[];
  /** The section itself is no mapping, so that nobody knows what it was to declare. */
  readonly unknowable: boolean;
}

/** One entry whose form is sound. */
export interface Written<T> {
  readonly key: string;
  readonly path: Path;
  readonly entry: T;
}

/**
 * Sorts what a file says into usable and broken; `broken` are the paths at which its form is wrong, and `written` tells a
 * text as the file has it, before anything was put in.
 */
export function draftOf(file: Json, broken: readonly Path[], written: (path: Path) => string | undefined): Draft {
  const root = isJsonObject(file) ? file : {};
  // A test of `tests` and an entry of a section are two steps deep, as is a property of `sync`.
  const prefixes = new Set(
    broken.flatMap((path) => [path.slice(0, 1), path.slice(0, 2)]).map((path) => JSON.stringify(path)),
  );
  const isBroken = (path: Path) => prefixes.has(JSON.stringify(path));
  const section = <T>(name: string) => declared<T>(root[name], name, isBroken, broken);
  return {
    audience: isBroken(["audience"]) ? undefined : (root["audience"] as ConfigFile["audience"] | undefined),
    sources: section<SourceEntry>("sources"),
    mergeFields: section<MergeFieldEntry>("mergeFields"),
    tags: section<TagEntry>("tags"),
    groups: section<GroupEntry>("groups"),
    segments: section<SegmentEntry>("segments"),
    events: section<EventEntry>("events"),
    automations: section<AutomationEntry>("automations"),
    webhooks: webhooksOf(root["webhooks"], isBroken, written),
    limits: section<LimitEntry>("limits"),
    removed: writtenList<RemovedEntry>(root["removed"], "removed", isBroken),
    undeclared: soundPart(root["undeclared"], "undeclared", isBroken) ?? {},
    ignore: soundPart(root["ignore"], "ignore", isBroken) ?? {},
    tests: writtenList<TestEntry>(root["tests"], "tests", isBroken),
    sync: syncOf(root["sync"], isBroken),
  };
}

/** The names that a section declares, sound or not. */
export function namesOf(declared: Declared<unknown>): readonly string[] {
  return [...declared.entries.map(({ key }) => key), ...declared.broken];
}

function declared<T>(
  raw: Json | undefined,
  name: string,
  isBroken: (path: Path) => boolean,
  broken: readonly Path[],
): Declared<T> {
  const unknowable = broken.some((at) => at.length === 1 && at[0] === name);
  if (unknowable || !isJsonObject(raw)) return { entries: [], broken: [], unknowable };
  const entries = Object.entries(raw).map(([key, entry]) => ({ key, path: [name, key], entry }));
  return {
    // The schema has been asked: here the untyped file becomes what the schema says it is.
    entries: entries.filter(({ path }) => !isBroken(path)) as readonly Written<Json>[] as readonly Written<T>[],
    broken: entries.filter(({ path }) => isBroken(path)).map(({ key }) => key),
    unknowable: false,
  };
}

function writtenList<T>(raw: Json | undefined, name: string, isBroken: (path: Path) => boolean): readonly Written<T>[] {
  if (!Array.isArray(raw)) return [];
  const entries = raw.map((entry, index) => ({ key: String(index), path: [name, index], entry }));
  return entries.filter(({ path }) => !isBroken(path)) as readonly Written<Json>[] as readonly Written<T>[];
}

function webhooksOf(
  raw: Json | undefined,
  isBroken: (path: Path) => boolean,
  written: (path: Path) => string | undefined,
): Declared<WebhookEntry> {
  const entries = writtenList<WebhookEntry>(raw, "webhooks", isBroken).map((webhook) => ({
    ...webhook,
    key: written([...webhook.path, "url"]) ?? webhook.key,
  }));
  return { entries, broken: [], unknowable: false };
}

function syncOf(raw: Json | undefined, isBroken: (path: Path) => boolean): Partial<SyncEntry> | undefined {
  if (raw === undefined) return isBroken(["sync"]) ? {} : undefined;
  return soundPart<SyncEntry>(raw, "sync", isBroken) ?? {};
}

/** A section of single properties without those that are broken. */
function soundPart<T>(raw: Json | undefined, name: string, isBroken: (path: Path) => boolean): Partial<T> | undefined {
  if (!isJsonObject(raw)) return undefined;
  const sound = Object.entries(raw).filter(([key]) => !isBroken([name, key]));
  return Object.fromEntries(sound) as Partial<T>;
}
