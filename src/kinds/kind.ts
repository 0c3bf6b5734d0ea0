import type { Address, KindName } from "../model/address.ts";
import type { Change, Spec } from "../model/change.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Request } from "../model/request.ts";
import type { SendFailureFacts } from "../model/send-failure.ts";

/** A fragment of JSON Schema (2020-12), with descriptions that an editor shows. */
export type SchemaFragment = JsonObject;

/** A schema object as it stands in the audience. */
export interface LiveObject {
  readonly id: string;
  readonly spec: Spec;
  /** What makes it and a declared object the same one: an opaque word, a digest where it would tell a secret. */
  readonly match: string;
  /** The id of the object that it stands in, as an interest in its group. */
  readonly parent?: string;
  /** Tells what no plan, log or report may hold, as the whole URL of a webhook; a function, so that nothing writes it down. */
  readonly reveal?: () => string;
}

/** One object that an entry of the file declares. */
export interface Declaration {
  readonly at: Address;
  readonly spec: Spec;
  readonly match: string;
  /** The object that it stands in, as an interest in its group. */
  readonly within?: Address;
  /** False for an object that stands already and whose definition is left alone. */
  readonly definitionManaged: boolean;
  /** Where in the entry it is declared; the entry itself unless given. */
  readonly path?: readonly string[];
  /** What `match` would be under each name of `previously`; one that stands nowhere but there is renamed in place. */
  readonly formerly?: readonly string[];
  /** Whether deletion, rename and change of type are refused whatever the flags. */
  readonly protected?: boolean;
  /** Tells what no plan, log or report may hold, as the whole URL of a webhook. */
  readonly reveal?: () => string;
}

/** Another schema object that one speaks of by its name, as a segment's condition does of a tag. */
export interface Reference {
  readonly kind: KindName;
  /** Its match. */
  readonly match: string;
}

/** What else is known of the audience when one of its objects is read. */
export interface LiveContext {
  /** The object that it stands in, where its kind has a parent. */
  readonly parent?: LiveObject;
  /** The name of another object by its id, as Mailchimp spells it. */
  readonly nameOf: (kind: KindName, id: string) => string | undefined;
  /** Every object of a kind that is read before. */
  readonly all: (kind: KindName) => readonly LiveObject[];
}

/** A live object as an entry of the file; or why the file cannot say it. */
export type Emitted =
  | {
      readonly key: string;
      readonly entry: JsonObject;
      /** Properties whose value is no one's business and comes from a variable, with its name. */
      readonly variables?: Readonly<Record<string, string>>;
      /** Said of it in a comment. */
      readonly note?: string;
    }
  | { readonly inexpressible: string };

/** Where the objects of a kind are listed; the answer holds them under `items`. */
export interface Collection {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | boolean>>;
  readonly items: string;
  /** Mailchimp gives it whole and knows no pages of it. */
  readonly whole?: true;
  /** The property that tells one item from all others. */
  readonly id: string;
  /** The property of the answer that says how many an audience may have. */
  readonly limit?: string;
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
  /** The kind whose objects it stands in: its collection is then listed for each of them. */
  readonly parent?: KindName;
  /** Lower levels are made first and deleted last. */
  readonly level: number;
  /** Properties that Mailchimp does not change once the object stands, each with the way out. */
  readonly settled: Readonly<Record<string, string>>;
  /** The objects that one entry declares; none for an entry that declares rules alone, as a family of tags. */
  declare(key: string, entry: JsonObject): readonly Declaration[];
  /** The object that a key alone names; `declare` of an empty entry unless the kind says otherwise. */
  named?(key: string): Pick<Declaration, "at" | "match" | "within"> | undefined;
  collection(audience: string, parent?: string): Collection;
  /** Undefined for an item of the collection that is not of this kind. */
  decode(item: JsonObject, context: LiveContext): LiveObject | undefined;
  /** The declared spec where Mailchimp's own spelling counts, as with a tag's upper and lower case. */
  spelledAs(declared: Spec, live: Spec): Spec;
  /** `within` is the object that it stands in, where its kind has a parent. */
  requests(change: Change, audience: string, id: string | undefined, within?: Address): readonly Request[];
  /** The other objects that a spec, declared or live, speaks of; a kind that speaks of none leaves it out. */
  references?(spec: Spec): readonly Reference[];
  /** What the file would call a live object; its `name`, `title` or merge tag unless the kind says otherwise. */
  keyOf?(live: LiveObject, context: LiveContext): string;
  /** Matches of objects that Mailchimp makes in every audience: never deleted only because nobody declares them. */
  readonly standard?: readonly string[];
  /**
   * The entry that declares a live object as it stands, the inverse of `declare`; `place` counts the objects of its kind
   * from 1. A kind whose objects are declared in the entries of another has none.
   */
  emit?(live: LiveObject, context: LiveContext, place: number): Emitted;
  /** Whether its objects are made and changed after contacts are written, so that our own writes do not set them off. */
  readonly afterContacts?: true;
  /** Where `reveal` tells something: whether two of it are equal, and what is shown where they are not. */
  readonly concealed?: {
    readonly field: string;
    readonly same: (declared: string, live: string) => boolean;
    readonly told: string;
  };
  /** A secret that Mailchimp shows in its answer to a creation, and never again. */
  issued?(answer: Json): string | undefined;
  /** What to do about a refusal, where there is more to say than Mailchimp says. */
  wayOut?(refusal: SendFailureFacts): string | undefined;
  /** Why nobody can tell whether a live object is as declared, with the way out; then nothing about it is changed. */
  obstacle?(live: Spec): string | undefined;
  /** Why Mailchimp's answer to a creation or update does not show what was asked for; undefined where it does. */
  contradiction(answer: Json, asked: Spec, context: LiveContext): string | undefined;
}
