import type { Address, KindName } from "../model/address.ts";
import type { Change, Spec } from "../model/change.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Request } from "../model/request.ts";

/** A fragment of JSON Schema (2020-12), with descriptions that an editor shows. */
export type SchemaFragment = JsonObject;

/** A schema object as it stands in the audience. */
export interface LiveObject {
  readonly id: string;
  readonly spec: Spec;
}

/** What a file's entry asks for. */
export interface Declaration {
  /** Absent where the entry declares no object of its own, as a family of tags. */
  readonly spec?: Spec;
  /** False for an object that stands already and whose definition is left alone. */
  readonly definitionManaged: boolean;
}

/** Where the objects of a kind are listed; the answer holds them under `items`. */
export interface Collection {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | boolean>>;
  readonly items: string;
  /** The property that tells one item from all others. */
  readonly id: string;
}

/** One kind of schema object: all that the planner, the reader and apply need to know of it. Pure. */
export interface Kind {
  readonly name: KindName;
  readonly label: string;
  readonly plural: string;
  /** The section of the configuration file that declares it. */
  readonly configKey: string;
  /** What one entry of the section may say. */
  readonly declaration: SchemaFragment;
  /** Lower levels are made first and deleted last. */
  readonly level: number;
  /** Properties that Mailchimp does not change once the object stands, each with the way out. */
  readonly settled: Readonly<Record<string, string>>;
  declare(key: string, entry: JsonObject): Declaration;
  /** What makes a declared and a live object the same one; compared as a string. */
  identity(spec: Spec): string;
  collection(audience: string): Collection;
  /** Undefined for an item of the collection that is not of this kind. */
  decode(item: JsonObject): LiveObject | undefined;
  /** The declared spec where Mailchimp's own spelling counts, as with a tag's upper and lower case. */
  spelledAs(declared: Spec, live: Spec): Spec;
  requests(change: Change, audience: string, id: string | undefined): readonly Request[];
  /** Why Mailchimp's answer to a creation or update does not show what was asked for; undefined where it does. */
  contradiction(answer: Json, asked: Spec): string | undefined;
}

/** The address of an object of the kind. */
export function addressOf(kind: Kind, key: string): Address {
  return { kind: kind.name, key };
}
