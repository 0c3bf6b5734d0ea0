import { derivedId } from "../identity.ts";
import type { JsonObject } from "../json.ts";
import type { Quirks } from "../quirks.ts";
import { TODAY } from "../quirks.ts";
import { stamp } from "../stamp.ts";
import { Audience } from "./audience.ts";
import { Backstage } from "./backstage.ts";
import { Courier } from "./courier.ts";
import type { Happening } from "./happening.ts";

/** Everything that the sandbox remembers. */
export class World {
  quirks: Quirks;
  readonly now: () => Date;
  readonly audiences = new Map<string, Audience>();
  /** What belongs to the account and to no audience: batches, campaigns, exports. */
  readonly backstage = new Backstage();
  /** Brings happenings to webhooks on loopback. */
  readonly courier: Courier = new Courier(this);
  serial = 1000;

  constructor(now: () => Date, quirks: Partial<Quirks> = {}) {
    this.now = now;
    this.quirks = { ...TODAY, ...quirks };
  }

  /** This second, as Mailchimp writes it. */
  stamp(): string {
    return stamp(this.now());
  }

  /** Tells whoever asked to be told. */
  onHappening(audience: Audience, happening: Happening): void {
    if (audience.webhooks.length > 0) this.courier.tell(audience, happening);
  }

  /** The next number for what Mailchimp numbers: segments, web ids, notes. */
  nextNumber(): number {
    return ++this.serial;
  }

  /** An audience without fields; `settings` as the API shows them. */
  found(settings: JsonObject, id = derivedId(10, "audience", this.nextNumber())): Audience {
    const audience = new Audience(id, this.nextNumber() + 400_000, this.stamp(), settings);
    this.audiences.set(audience.id, audience);
    return audience;
  }

  /** Forgets everything. */
  clear(): void {
    this.audiences.clear();
    this.backstage.clear();
  }
}
