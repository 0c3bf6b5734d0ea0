import type { Operator } from "../model/condition.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import { didYouMean } from "../model/nearest-name.ts";
import {
  CONTACT_PROPERTIES,
  type SegmentCondition,
  type SegmentField,
  type SegmentOperand,
  type SegmentTest,
} from "../model/segment.ts";
import { conjunction, parseTests, parseTree } from "./condition-tree.ts";
import { isMapping, type Parsed, shown, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";
import { segmentOperandName } from "./segment-name.ts";

/** The names that a segment's condition can use beside `tag`, `group` and a contact's properties. */
export interface SegmentNames {
  readonly fields: readonly Pick<SegmentField, "key" | "tag">[];
  /** Known only to be told that segments know none. */
  readonly sources: readonly string[];
}

/**
 * Reads the `when` of a segment. What its tests mean is decided later, by the types of the fields: `tests` are all that
 * could be read, also where something beside them is wrong.
 */
export function parseSegment(
  raw: unknown,
  path: Path,
  names: SegmentNames,
): Parsed<SegmentCondition> & { readonly tests: readonly SegmentTest[] } {
  const read: SegmentTest[] = [];
  const parsed = parseTree<SegmentTest>(raw, path, {
    entry(name, asked, at) {
      const one = entry(name, asked, at, names);
      if (one.value !== undefined) read.push(...testsIn(one.value));
      return one;
    },
    example: "{ tag: partner }",
    comparison: "{ TIER: gold }",
  });
  return { ...parsed, tests: read };
}

function testsIn(condition: SegmentCondition): readonly SegmentTest[] {
  switch (condition.is) {
    case "all":
    case "any":
      return condition.of.flatMap(testsIn);
    case "not":
      return testsIn(condition.of);
    case "test":
      return [condition];
  }
}

function entry(name: string, raw: unknown, path: Path, names: SegmentNames): Parsed<SegmentCondition> {
  if (name === "tag") return tests({ on: "tag" }, raw, path);
  if (name === "group") return groups(raw, path);
  const property = CONTACT_PROPERTIES.find((known) => known === name);
  if (property !== undefined) return tests({ on: "contact", property }, raw, path);
  if (names.fields.some(({ key }) => key === name)) return tests({ on: "mergeField", key: name }, raw, path);
  return unsound(unknownName(name, path, names));
}

function groups(raw: unknown, path: Path): Parsed<SegmentCondition> {
  const titles = isMapping(raw) ? Object.entries(raw) : [];
  if (titles.length === 0) {
    const detail = `\`group\` takes a group's title and an interest, \`group: { Program type: Affiliate }\`, not ${isMapping(raw) ? "an empty mapping" : shown(raw)}.`;
    return unsound(ruleFinding("condition-shape", detail, path, "value"));
  }
  return conjunction<SegmentTest>(
    titles.map(([title, asked]) => tests({ on: "group", title }, asked, [...path, title])),
    path,
  );
}

function tests(operand: SegmentOperand, raw: unknown, path: Path): Parsed<SegmentCondition> {
  return parseTests<SegmentTest>(segmentOperandName(operand), raw, path, (operator, value, at, mark) =>
    test(operand, operator, value, at, mark),
  );
}

function test(
  operand: SegmentOperand,
  operator: Operator,
  value: unknown,
  path: Path,
  mark: Finding["mark"],
): Parsed<SegmentTest> {
  // What YAML gives is JSON; what kind of it is asked when the type of the field is known.
  return sound({ is: "test", operand, operator, value: (value ?? null) as Json, path, mark });
}

function unknownName(name: string, path: Path, { fields, sources }: SegmentNames): Finding {
  if (TRANSITIONS.includes(name)) {
    const detail = `\`${name}\` is about a change, and a segment about how contacts are. Ask for the value itself, or let a tag mark who made the change.`;
    return ruleFinding("segment-transition", detail, path, "key");
  }
  const source = sources.find((one) => name === one || name.startsWith(`${one}.`));
  if (source !== undefined) {
    const detail = `Mailchimp decides who is in a segment, and knows nothing of ${shown(name)}. Put it into a merge field, or ask for it in the \`when\` of a tag, and let the segment ask for that: \`{ tag: … }\`.`;
    return ruleFinding("segment-source", detail, path, "key");
  }
  const tagged = fields.find(({ tag }) => tag === name);
  if (tagged !== undefined) {
    const detail = `${shown(name)} is the merge tag of ${tagged.key}, and \`when\` uses the keys of the file. Write \`${tagged.key}\`.`;
    return ruleFinding("segment-name", detail, path, "key");
  }
  const properties = CONTACT_PROPERTIES.filter((property) => property !== "status");
  const known = [...fields.map(({ key }) => key), "tag", "group", ...properties];
  const near = didYouMean(name, known);
  const declare = /^[A-Z][A-Z0-9_]{0,9}$/.test(name)
    ? ` If the audience has a merge field of that tag, declare it under mergeFields, \`${name}: {}\`, which leaves its definition alone.`
    : "";
  const detail = `${shown(name)} is no merge field that the file declares, and neither \`tag\`, \`group\` nor a property of contacts.${near}${declare}`;
  return ruleFinding("segment-name", detail, path, "key");
}

const TRANSITIONS = ["crosses", "changes", "increases"];
