/** Whether a tag's name is the pattern of a family. */
export function isFamily(name: string): boolean {
  return name.includes("*");
}

/** The family among the names that owns a tag; tags are compared without case, and the star stands for something. */
export function familyOf(tag: string, names: readonly string[]): string | undefined {
  return names.filter(isFamily).find((family) => owns(family, tag));
}

/** Whether some tag could belong to both families. */
export function overlap(one: string, other: string): boolean {
  const [prefix, suffix] = ends(one);
  const [otherPrefix, otherSuffix] = ends(other);
  const begins = prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix);
  return begins && (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix));
}

function owns(family: string, tag: string): boolean {
  const [prefix, suffix] = ends(family);
  const name = tag.toLowerCase();
  return name.length > prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix);
}

function ends(family: string): readonly [string, string] {
  const [prefix = "", suffix = ""] = family.toLowerCase().split("*");
  return [prefix, suffix];
}
