import type { MemberStatus } from "../model/contact.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { MergeFieldType } from "../model/merge-field-type.ts";
import { normalLive } from "./normal-form.ts";

/** Something that contacts may hold and that is about to go; `of` names it, as an address. */
export type Watched =
  | {
      readonly of: string;
      readonly in: "values";
      readonly tag: string;
      readonly type: MergeFieldType;
      /** Only these of its values are about to go; absent: all. */
      readonly among?: readonly string[];
    }
  /** The tag's name in lower case. */
  | { readonly of: string; readonly in: "tags"; readonly name: string }
  | { readonly of: string; readonly in: "interests"; readonly ids: readonly string[] };

/** How many contacts hold one thing. */
export interface Holding {
  readonly ours: number;
  readonly others: number;
  readonly archived: number;
}

/** Counts, contact by contact, who holds what is about to go; grows with what is watched, not with the contacts. */
export class Holdings {
  readonly #watched: readonly Watched[];
  readonly #counts = new Map<string, { ours: number; others: number; archived: number }>();

  constructor(watched: readonly Watched[]) {
    this.#watched = watched;
    for (const { of } of watched) this.#counts.set(of, { ours: 0, others: 0, archived: 0 });
  }

  get counts(): ReadonlyMap<string, Holding> {
    return this.#counts;
  }

  count(member: JsonObject, status: MemberStatus, owned: boolean): void {
    for (const one of this.#watched) {
      const count = this.#counts.get(one.of);
      if (count === undefined || !holds(member, one)) continue;
      if (status === "archived") count.archived++;
      else if (owned) count.ours++;
      else count.others++;
    }
  }
}

/** What of a member must be read to see it, in dotted names. */
export function watchedFields(watched: readonly Watched[]): readonly string[] {
  return watched.flatMap(fieldsOf);
}

function fieldsOf(one: Watched): readonly string[] {
  switch (one.in) {
    case "values":
      return [`merge_fields.${one.tag}`];
    case "tags":
      return [];
    case "interests":
      return one.ids.map((id) => `interests.${id}`);
  }
}

function holds(member: JsonObject, one: Watched): boolean {
  switch (one.in) {
    case "values": {
      const values = member["merge_fields"];
      const value = isJsonObject(values) ? normalLive(values[one.tag], one.type) : "";
      return value !== "" && (one.among === undefined || one.among.includes(String(value)));
    }
    case "tags": {
      const tags = member["tags"];
      return Array.isArray(tags) && tags.filter(isJsonObject).some((tag) => sameName(tag["name"], one.name));
    }
    case "interests": {
      const interests = member["interests"];
      return isJsonObject(interests) && one.ids.some((id) => interests[id] === true);
    }
  }
}

function sameName(name: unknown, lower: string): boolean {
  return typeof name === "string" && name.toLowerCase() === lower;
}
