import { kindNamed } from "../kinds/index.ts";
import type { LiveContext, LiveObject } from "../kinds/kind.ts";
import { named } from "../kinds/life-cycle.ts";
import { type LiveObjects, liveContext } from "../kinds/live-objects.ts";
import { type Address, formatAddress, type KindName } from "../model/address.ts";

/** A request needs an object that does not stand, because its own step was not done. */
export class NotStanding extends Error {
  override readonly name = "NotStanding";

  constructor(at: Address) {
    super(`It needs ${formatAddress(at)}, which does not stand.`);
  }
}

/** A schema object that stands, with the address by which the file knows it. */
export interface StandingObject {
  readonly at: Address;
  readonly object: LiveObject;
}

/** The audience's schema while a run changes it: what stood, and what the run has made so far. */
export class Standing {
  #objects: LiveObjects;
  readonly #known = new Map<string, LiveObject>();

  constructor(objects: LiveObjects, known: readonly StandingObject[]) {
    this.#objects = objects;
    for (const { at, object } of known) this.#known.set(formatAddress(at), object);
  }

  /** Notes an object that the run has made or changed. */
  add(at: Address, object: LiveObject): void {
    if (at.kind === "contact") return;
    this.#known.set(formatAddress(at), object);
    const kind: KindName = at.kind;
    const others = this.#objects[kind].filter((other) => other.id !== object.id);
    this.#objects = { ...this.#objects, [kind]: [...others, object] };
  }

  /** The object at an address, where it stands. */
  find(at: Address): LiveObject | undefined {
    return this.#known.get(formatAddress(at));
  }

  /** The id of an object; throws `NotStanding` where there is none. */
  idOf(at: Address): string {
    const object = this.find(at) ?? this.#named(at);
    if (object === undefined) throw new NotStanding(at);
    return object.id;
  }

  /** The object that an address names though the file does not declare it. */
  #named({ kind, key }: Address): LiveObject | undefined {
    if (kind === "contact") return undefined;
    const match = named(kindNamed(kind), key)?.match;
    return this.#objects[kind].find((object) => object.match === match);
  }

  /** The id of the object that bears a name, compared as its kind compares. */
  idByMatch(kind: KindName, match: string): string | undefined {
    return this.#objects[kind].find((object) => object.match === match)?.id;
  }

  /** What reading one object needs to know of the others. */
  context(within: Address | undefined): LiveContext {
    const parent = within === undefined ? undefined : this.#known.get(formatAddress(within));
    return { ...liveContext(this.#objects), ...(parent === undefined ? {} : { parent }) };
  }
}
