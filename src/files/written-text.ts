/** One value that was written last, as a hash, and when. */
export interface Part {
  readonly hash: string;
  readonly day: string;
}

/** How many values of one thing were found changed back on one day. */
export interface ChangedBack {
  readonly audience: string;
  readonly name: string;
  readonly day: string;
  readonly times: number;
}

/** All that is remembered. */
export interface Kept {
  /** What hashes are made with. */
  readonly key: Buffer;
  /** The day of the last apply, by audience. */
  readonly audiences: Map<string, string>;
  /** By the hash of a contact, and by the address of what was written to it. */
  readonly contacts: Map<string, Map<string, Part>>;
  readonly changedBack: Map<string, ChangedBack>;
}

/** The text of a memory: a line for its key, then one for each audience, contact and count. */
export function textOf({ key, audiences, contacts, changedBack }: Kept): string {
  const lines = [
    ...[...audiences].map(([audience, day]) => ["applied", audience, day]),
    ...[...changedBack.values()].map(({ audience, name, day, times }) => ["back", audience, name, day, times]),
    ...[...contacts].map(([contact, parts]) => [
      "wrote",
      contact,
      ...[...parts].flatMap(([name, { hash, day }]) => [name, hash, day]),
    ]),
  ];
  return `${HEADER}${key.toString("hex")}\n${lines.map((line) => `${JSON.stringify(line)}\n`).join("")}`;
}

/** Reads what `textOf` wrote. A line that is damaged, or older than a day, counts as not there; undefined without a key. */
export function keptIn(text: string, oldest: string): Kept | undefined {
  const [first = "", ...lines] = text.split("\n");
  if (!first.startsWith(HEADER) || !/^[0-9a-f]{64}$/.test(first.slice(HEADER.length))) return undefined;
  const key = Buffer.from(first.slice(HEADER.length), "hex");
  const kept: Kept = { key, audiences: new Map(), contacts: new Map(), changedBack: new Map() };
  for (const line of lines) {
    const [word, ...rest] = listIn(line);
    READERS[String(word)]?.(rest, kept, oldest);
  }
  return kept;
}

const HEADER = "audiencectl.written/1 ";

const READERS: Readonly<Record<string, (rest: readonly unknown[], kept: Kept, oldest: string) => void>> = {
  applied([audience, day], { audiences }, oldest) {
    if (typeof audience === "string" && isDay(day, oldest)) audiences.set(audience, day);
  },
  back([audience, name, day, times], { changedBack }, oldest) {
    if (typeof audience !== "string" || typeof name !== "string" || !isDay(day, oldest)) return;
    if (typeof times !== "number" || !Number.isSafeInteger(times)) return;
    changedBack.set(JSON.stringify([audience, name, day]), { audience, name, day, times });
  },
  wrote([contact, ...parts], { contacts }, oldest) {
    const known = new Map<string, Part>();
    for (let at = 0; at + 2 < parts.length; at += 3) {
      const [name, hash, day] = parts.slice(at, at + 3);
      if (typeof name === "string" && isHash(hash) && isDay(day, oldest)) known.set(name, { hash, day });
    }
    if (isHash(contact) && known.size > 0) contacts.set(contact, known);
  },
};

function listIn(line: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(line);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function isHash(word: unknown): word is string {
  return typeof word === "string" && /^[0-9a-f]{16}$/.test(word);
}

function isDay(word: unknown, oldest: string): word is string {
  return typeof word === "string" && /^\d{4}-\d\d-\d\d$/.test(word) && word >= oldest;
}
