import { liveContext } from "../kinds/live-objects.ts";
import { liveCatalog } from "../kinds/segment-reading.ts";
import type { DeclaredObject, Desired } from "../model/desired.ts";
import type { Finding } from "../model/diagnostic.ts";
import { didYouMean } from "../model/nearest-name.ts";
import type { SegmentField, SegmentOptions, SegmentRule } from "../model/segment.ts";
import { canonicalConditions, type SegmentNaming } from "../rules/segment-canonical.ts";
import { type SegmentCatalog, segmentNaming } from "../rules/segment-catalog.ts";
import { compileSegment } from "../rules/segment-compiler.ts";
import { type Mention, mentions } from "../rules/segment-mention.ts";
import { checkWords } from "../rules/segment-words.ts";
import type { LiveSchema } from "./live-schema.ts";
import { segmentFields, withDeclared } from "./segment-catalog.ts";

/** The declared objects once it is known what each segment is in Mailchimp's words, and what it speaks of in vain. */
export interface CompletedSegments {
  readonly objects: readonly DeclaredObject[];
  readonly findings: readonly Finding[];
}

/** Says each declared segment in Mailchimp's words, by what the audience holds and what the file declares. */
export function completeSegments(desired: Desired, live: LiveSchema): CompletedSegments {
  if (desired.segments.length === 0) return { objects: desired.objects, findings: [] };
  const catalog = withDeclared(liveCatalog(liveContext(live.objects)), desired.objects);
  const ground: Ground = {
    catalog,
    naming: segmentNaming(catalog),
    fields: segmentFields(desired.objects, live),
    families: desired.lifeCycle.families,
  };
  const completed = new Map(desired.segments.map((rule) => [rule.name, complete(rule, ground)]));
  return {
    objects: desired.objects.map((object) => withOptions(object, completed.get(object.at.key)?.options)),
    findings: [...completed.values()].flatMap(({ findings }) => findings),
  };
}

interface Ground {
  readonly catalog: SegmentCatalog;
  readonly naming: SegmentNaming;
  /** By tag and, where they are declared, by key. */
  readonly fields: readonly SegmentField[];
  readonly families: readonly string[];
}

interface Completed {
  readonly options?: SegmentOptions;
  readonly findings: readonly Finding[];
}

function withOptions(object: DeclaredObject, options: SegmentOptions | undefined): DeclaredObject {
  if (object.at.kind !== "segment" || options === undefined) return object;
  return { ...object, spec: { ...object.spec, match: options.match, conditions: options.conditions } };
}

function complete(rule: SegmentRule, ground: Ground): Completed {
  const { options, findings } = said(rule, ground);
  const unknown = mentions(rule).flatMap((mention) => unknownMention(mention, ground) ?? []);
  const all = [...findings, ...unknown];
  if (options === undefined || all.some(({ severity }) => severity === "error")) return { findings: all };
  return { options: { ...options, conditions: canonicalConditions(options.conditions, ground.naming) }, findings: all };
}

/** What was judged when the file was read is not judged again: its warnings have been told. */
function said({ who }: SegmentRule, { fields }: Ground): Completed {
  if (who.by === "condition") {
    const compiled = compileSegment(who.when, (key) => fields.find((field) => field.key === key), who.when.path);
    return { ...compiled, findings: compiled.findings.filter(({ severity }) => severity === "error") };
  }
  const find = (tag: string) => fields.find((field) => field.tag.toUpperCase() === tag.toUpperCase());
  const tags = fields.map(({ tag }) => tag);
  const findings = who.options.conditions.flatMap((condition, index) =>
    checkWords(condition, [...who.path, "conditions", index], { find, tags }),
  );
  return { options: who.options, findings };
}

function unknownMention(mention: Mention, { catalog, naming, families }: Ground): Finding | undefined {
  const finding = { severity: "error", mark: "value", path: mention.path } as const;
  if (mention.of === "tag") {
    const { name } = mention;
    if (naming.tag(name) !== undefined || families.some((family) => isOf(String(name), family))) return undefined;
    const names = catalog.tags.map((tag) => tag.name);
    const detail =
      typeof name === "number"
        ? `The audience has no tag with the id ${name}. Name it instead: \`value: { tag: NAME }\`.`
        : `Neither the file nor the audience has a tag ${JSON.stringify(name)}.${didYouMean(name, names)} Declare it under \`tags\`, or ask for one that is there.`;
    return { ...finding, code: "segment-tag-unknown", summary: "A segment asks for an unknown tag", detail };
  }
  if (naming.interests(mention.group, [mention.name]) !== undefined) return undefined;
  const group = catalog.groups.find(({ title, id }) => title === mention.group || id === mention.group);
  const detail =
    group === undefined
      ? `Neither the file nor the audience has a group ${JSON.stringify(mention.group)}.${didYouMean(
          mention.group,
          catalog.groups.map(({ title }) => title),
        )}`
      : `The group ${JSON.stringify(group.title)} has no interest ${JSON.stringify(mention.name)}.${didYouMean(
          mention.name,
          group.interests.map(({ name }) => name),
        )}`;
  return { ...finding, code: "segment-interest-unknown", summary: "A segment asks for an unknown interest", detail };
}

/** A family's tags come into being with the contacts that bear them. */
function isOf(name: string, family: string): boolean {
  const [prefix = "", suffix = ""] = family.toLowerCase().split("*");
  const lower = name.toLowerCase();
  return lower.length > prefix.length + suffix.length && lower.startsWith(prefix) && lower.endsWith(suffix);
}
