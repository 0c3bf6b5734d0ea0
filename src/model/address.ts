/** The kinds of object an audience's schema is made of, in the words of the configuration file. */
export const KIND_NAMES = ["mergeField", "group", "interest", "tag", "segment", "webhook"] as const;

export type KindName = (typeof KIND_NAMES)[number];

/** What a plan can speak of: a schema object by its key in the file, or a contact by its e-mail address. */
export interface Address {
  readonly kind: KindName | "contact";
  readonly key: string;
}

/** The written form, `tag.active` or `tag."top performer"`; `parseAddress` reads it back. */
export function formatAddress(address: Address): string {
  const plain = address.kind === "contact" || /^[A-Za-z0-9_:*-]+$/.test(address.key);
  return `${address.kind}.${plain ? address.key : JSON.stringify(address.key)}`;
}

/** Reads `<kind>.<key>`; undefined where the text is no address. */
export function parseAddress(text: string): Address | undefined {
  const dot = text.indexOf(".");
  const kind = [...KIND_NAMES, "contact" as const].find((name) => name === text.slice(0, dot));
  const rest = text.slice(dot + 1);
  if (dot < 0 || kind === undefined || rest === "") return undefined;
  if (!rest.startsWith('"')) return { kind, key: rest };
  try {
    const key: unknown = JSON.parse(rest);
    return typeof key === "string" && key !== "" ? { kind, key } : undefined;
  } catch {
    return undefined;
  }
}

/** An interest by its name within its group, `Program type/Affiliate`. */
export function interestAddress(group: string, interest: string): Address {
  return { kind: "interest", key: `${group}/${interest}` };
}

/** Whether two addresses name the same thing. */
export function sameAddress(a: Address, b: Address): boolean {
  return a.kind === b.kind && a.key === b.key;
}
