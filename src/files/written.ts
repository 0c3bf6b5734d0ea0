import { createHmac, randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ContactChange } from "../model/contact.ts";
import { STATE_FOLDER } from "./state-folder.ts";
import { type WrittenName, writtenParts } from "./written-part.ts";
import { type Kept, keptIn, type Part, textOf } from "./written-text.ts";

/**
 * What apply wrote in the last 30 days, as far as a sample goes: where it writes the same value to the same contact
 * again, something else has changed it back in between. Nothing depends on it; doctor tells what it shows.
 */
export interface Written {
  /** The day of the last apply that is remembered, `2026-03-02`. */
  readonly lastDay: string | undefined;
  /** Takes in a change that was applied. */
  note(change: ContactChange): void;
  /** How many values were found changed back within so many days, by the address of what they are of. */
  changedBack(days: number): ReadonlyMap<string, number>;
  save(): void;
}

/** Whose memory is opened: contacts of one audience are known apart from those of another. */
export interface WrittenRequest {
  readonly audience: string;
  readonly now: Date;
  /** What the parts of a change are called; families of tags by their pattern. */
  readonly names: WrittenName;
  /** How many values are remembered; 20,000 unless given. */
  readonly most?: number;
}

const DAYS = 30;

/**
 * Opens `.audiencectl/written` beside the configuration. It holds no address and no value, only hashes of both under a
 * key of its own; where there are more than it keeps, always those of the same contacts are left out.
 */
export function openWritten(baseDir: string, request: WrittenRequest): Written {
  const path = join(baseDir, STATE_FOLDER, "written");
  const kept = keptIn(contentOf(path), dayBefore(request.now, DAYS)) ?? NOTHING();
  const memory = new Memory(kept, request);
  return {
    lastDay: kept.audiences.get(request.audience),
    note: (change) => memory.note(change),
    changedBack: (days) => memory.changedBack(dayBefore(request.now, days)),
    save: () => write(path, memory.keepSample()),
  };
}

const NOTHING = (): Kept => ({
  key: randomBytes(32),
  audiences: new Map(),
  contacts: new Map(),
  changedBack: new Map(),
});

class Memory {
  readonly kept: Kept;
  readonly #request: WrittenRequest;
  readonly #most: number;
  readonly #today: string;
  /** Contacts whose hash is greater are left out. */
  #ceiling = "g";
  #size = 0;

  constructor(kept: Kept, request: WrittenRequest) {
    this.kept = kept;
    this.#request = request;
    this.#most = request.most ?? 20_000;
    this.#today = request.now.toISOString().slice(0, 10);
    for (const parts of kept.contacts.values()) this.#size += parts.size;
  }

  note(change: ContactChange): void {
    const { audience, names } = this.#request;
    this.kept.audiences.set(audience, this.#today);
    const contact = this.#hash(audience, change.email.toLowerCase());
    if (contact >= this.#ceiling) return;
    const known = this.kept.contacts.get(contact) ?? new Map<string, Part>();
    for (const [name, value] of writtenParts(change, names)) {
      const hash = this.#hash(contact, name, value);
      const before = known.get(name);
      // Who is made anew, or is given something that was not there before, has lost nothing to another.
      if (before?.hash === hash && change.action !== "create" && !names.isMade(name)) this.#countBack(name);
      if (before === undefined) this.#size++;
      known.set(name, { hash, day: this.#today });
    }
    if (known.size > 0) this.kept.contacts.set(contact, known);
    if (this.#size > 2 * this.#most) this.keepSample();
  }

  changedBack(since: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { audience, name, day, times } of this.kept.changedBack.values()) {
      if (audience === this.#request.audience && day >= since) counts.set(name, (counts.get(name) ?? 0) + times);
    }
    return counts;
  }

  /** Lets go of the contacts with the greatest hashes: the sample is the same in every run. */
  keepSample(): Kept {
    const { contacts } = this.kept;
    for (const contact of [...contacts.keys()].sort().reverse()) {
      if (this.#size <= this.#most) break;
      this.#size -= contacts.get(contact)?.size ?? 0;
      contacts.delete(contact);
      this.#ceiling = contact;
    }
    return this.kept;
  }

  #countBack(name: string): void {
    const { audience } = this.#request;
    const key = JSON.stringify([audience, name, this.#today]);
    const times = (this.kept.changedBack.get(key)?.times ?? 0) + 1;
    this.kept.changedBack.set(key, { audience, name, day: this.#today, times });
  }

  #hash(...words: readonly string[]): string {
    return createHmac("sha256", this.kept.key).update(words.join("\n")).digest("hex").slice(0, 16);
  }
}

function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

/** A file that cannot be read is as good as none. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function write(path: string, kept: Kept): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, textOf(kept), { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    // What was applied is applied: a full disk must not hide the report.
    rmSync(draft, { force: true });
  }
}
