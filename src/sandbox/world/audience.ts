import type { Json, JsonObject } from "../json.ts";
import type { Quirks } from "../quirks.ts";
import type { Member, Status } from "./member.ts";
import { Roster } from "./roster.ts";

/** The types a merge field can have. */
export const FIELD_TYPES = [
  "text",
  "number",
  "address",
  "phone",
  "date",
  "url",
  "imageurl",
  "radio",
  "dropdown",
  "birthday",
  "zip",
] as const;

/** The type of a merge field; it can never be changed. */
export type FieldType = (typeof FIELD_TYPES)[number];

/** A merge field. EMAIL is merge 0 and is not among them. */
export interface MergeField {
  readonly mergeId: number;
  tag: string;
  name: string;
  readonly type: FieldType;
  required: boolean;
  defaultValue: string;
  public: boolean;
  displayOrder: number;
  options: JsonObject;
  helpText: string;
}

/** A saved segment, or a tag (a static one, without options). */
export interface Segment {
  readonly id: number;
  name: string;
  readonly type: "saved" | "static";
  options: JsonObject | undefined;
  readonly createdAt: string;
  updatedAt: string;
  /** Who carries the tag; empty for a saved segment. */
  readonly members: Set<Member>;
}

/** One choice of a group. */
export interface Interest {
  readonly id: string;
  name: string;
  displayOrder: number;
}

/** A group: Mailchimp's interest category. */
export interface InterestCategory {
  readonly id: string;
  title: string;
  type: string;
  displayOrder: number;
  readonly interests: Interest[];
}

/** A webhook of an audience. */
export interface Webhook {
  readonly id: string;
  url: string;
  events: Record<string, boolean>;
  sources: Record<string, boolean>;
  readonly secret: string;
  enabled: boolean;
}

/** An audience: Mailchimp's list. */
export class Audience {
  readonly id: string;
  readonly webId: number;
  readonly createdAt: string;
  settings: JsonObject;
  readonly fields: MergeField[] = [];
  readonly segments = new Map<number, Segment>();
  readonly categories: InterestCategory[] = [];
  readonly webhooks: Webhook[] = [];
  readonly roster = new Roster();
  /** Hashes of permanently deleted addresses: they can never be imported again. */
  readonly forgotten = new Set<string>();
  /** Lower-cased addresses that "signed up to a lot of lists very recently". */
  readonly tired = new Set<string>();
  nextMergeId = 1;
  nextSerial = 1;
  /** Moves with every write: what was computed over all members holds until then. */
  version = 0;
  /** Moves when fields, tags' names or interests change: texts of members hold until then. */
  schemaVersion = 0;
  readonly #kept = new Map<string, { readonly at: number; readonly value: unknown }>();

  constructor(id: string, webId: number, createdAt: string, settings: JsonObject) {
    this.id = id;
    this.webId = webId;
    this.createdAt = createdAt;
    this.settings = settings;
  }

  /** The settings, one of them. */
  setting(name: string): Json | undefined {
    return this.settings[name];
  }

  /** Notes that a member was written. */
  touch(member: Member): void {
    member.shown = undefined;
    this.version++;
  }

  /** Notes that the schema was written. */
  touchSchema(): void {
    this.schemaVersion++;
    this.version++;
  }

  /** What `compute` gives, kept until the next write (or, given `at`, until that version moves); at most sixteen such values. */
  kept<T>(key: string, compute: () => T, at = this.version): T {
    const found = this.#kept.get(key);
    // The key names its type: each is used by one caller, with one compute.
    if (found !== undefined && found.at === at) return found.value as T;
    const value = compute();
    this.#kept.delete(key);
    this.#kept.set(key, { at, value });
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > 16 && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }

  /** How many contacts stand where. */
  counts(): Readonly<Record<Status, number>> {
    return this.kept("counts", () => {
      const counts = { subscribed: 0, unsubscribed: 0, cleaned: 0, pending: 0, transactional: 0, archived: 0 };
      for (const member of this.roster.all()) counts[member.status]++;
      return counts;
    });
  }

  /** Fields in the order in which forms and members show them. */
  inDisplayOrder(): readonly MergeField[] {
    const order = (a: MergeField, b: MergeField) => a.displayOrder - b.displayOrder || a.mergeId - b.mergeId;
    return this.kept("fields", () => this.fields.toSorted(order), this.schemaVersion);
  }

  /** The field of that tag, upper or lower case, or of the name MERGEn. */
  fieldOf(tag: string): MergeField | undefined {
    const upper = tag.toUpperCase();
    return this.fields.find((field) => field.tag === upper || `MERGE${field.mergeId}` === upper);
  }

  /** All interests of all groups. */
  interests(): readonly Interest[] {
    return this.kept("interests", () => this.categories.flatMap((category) => category.interests), this.schemaVersion);
  }

  /** The tag of that name. */
  tagOf(name: string, quirks: Quirks): Segment | undefined {
    const fold = (text: string) => (quirks.tagCaseSensitive ? text : text.toLowerCase());
    const index = () => {
      const byName = new Map<string, Segment>();
      for (const segment of this.segments.values()) {
        if (segment.type === "static" && !byName.has(fold(segment.name))) byName.set(fold(segment.name), segment);
      }
      return byName;
    };
    return this.kept("tags", index, this.schemaVersion).get(fold(name));
  }
}
