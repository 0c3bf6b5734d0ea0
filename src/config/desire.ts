import { countryByNumber } from "../kinds/country-number.ts";
import type {
  AudienceRef,
  ContactRules,
  Desired,
  DesiredSource,
  FamilyRule,
  FieldRule,
  TagRule,
  Vocabulary,
} from "../model/desired.ts";
import type { Finding, Path, Place } from "../model/diagnostic.ts";
import type { AutomationRule } from "../model/event.ts";
import type { SourceSchema } from "../model/source.ts";
import { CHECKS } from "./checks/index.ts";
import { declaredObjects } from "./declared-object.ts";
import type { Draft, TagEntry } from "./draft.ts";
import { eventRules, type PathedEvent } from "./events.ts";
import { lifeCycleOf } from "./life-cycle.ts";
import { limitOf } from "./limit.ts";
import { ruleTests } from "./rule-test.ts";
import { type Rules, rulesOf } from "./rules.ts";
import { segmentRules } from "./segments.ts";
import { sourceDeclarations } from "./source-declaration.ts";
import { type ConfigNode, placeAt } from "./tree.ts";

/** What a sound draft asks for, and everything that is wrong with one that is not. */
export function desire(
  draft: Draft,
  root: ConfigNode,
  schemas: ReadonlyMap<string, SourceSchema | undefined>,
): { readonly findings: readonly Finding[]; readonly desired?: Desired; readonly vocabulary: Vocabulary } {
  const rules = rulesOf(draft, root, schemas);
  const at = (path: Path) => placeAt(root, path, "key");
  const tests = ruleTests(draft, rules, at);
  const segments = segmentRules(draft, rules, root);
  const events = eventRules(draft, rules, root);
  const findings = [
    ...rules.findings,
    ...segments.findings,
    ...events.findings,
    ...tests.findings,
    ...CHECKS.flatMap((check) => check(draft, rules)),
  ];
  const sources = desiredSources(draft, root, schemas);
  const allOpen = sources.length === draft.sources.entries.length;
  const { vocabulary } = rules;
  if (draft.audience === undefined || !allOpen) return { findings, vocabulary };
  const contacts = contactRules(draft, rules, events.events, at);
  const desired = {
    audience: audienceRef(draft.audience, at),
    sources,
    objects: declaredObjects(draft, at),
    ...(contacts === undefined ? {} : { contacts }),
    segments: segments.segments.map(({ path, ...segment }) => ({ ...segment, declaredAt: at(path) })),
    limits: [...draft.limits.entries.map((limit) => limitOf(limit, at(limit.path))), ...automationLimits(draft, at)],
    lifeCycle: lifeCycleOf(draft, at),
    tests: tests.tests,
  };
  return { findings, desired, vocabulary };
}

type At = (path: Path) => Place;

function audienceRef(audience: NonNullable<Draft["audience"]>, at: At): AudienceRef {
  return { ...audience, declaredAt: at(["audience"]) };
}

function desiredSources(
  draft: Draft,
  root: ConfigNode,
  schemas: ReadonlyMap<string, SourceSchema | undefined>,
): readonly DesiredSource[] {
  return sourceDeclarations(draft, root).flatMap((declaration) => {
    const schema = schemas.get(declaration.name);
    return schema === undefined ? [] : [{ declaration, schema }];
  });
}

function contactRules(draft: Draft, rules: Rules, events: readonly PathedEvent[], at: At): ContactRules | undefined {
  if (draft.sync === undefined) return undefined;
  const { include, newContacts } = rules;
  return {
    fields: fieldRules(draft, rules, at),
    tags: tagRules(draft, rules, at),
    families: familyRules(draft, rules, at),
    interests: rules.interests.map(({ path, ...rule }) => ({ ...rule, declaredAt: at(path) })),
    ...(events.length === 0 ? {} : { events: events.map(({ path, ...rule }) => ({ ...rule, declaredAt: at(path) })) }),
    ...automationRules(draft, at),
    identity: draft.sync.identity ?? [],
    ...(include === undefined ? {} : { include }),
    newContacts,
    duplicates: draft.sync.duplicates ?? "error",
    leavers: draft.sync.leavers ?? "keep",
    ...lastAddress(draft),
    ...(draft.sync.addressChanges === undefined ? {} : { addressChanges: draft.sync.addressChanges }),
  };
}

function automationRules({ automations }: Draft, at: At): Pick<ContactRules, "automations"> {
  const rules = automations.entries.flatMap(({ key, path, entry: { startsOn } }): readonly AutomationRule[] => {
    const { tag, event: events = [] } = startsOn;
    return [{ name: key, startsOn: tag === undefined ? { events } : { tag }, declaredAt: at(path) }];
  });
  return rules.length === 0 ? {} : { automations: rules };
}

/** The limit that an automation states itself; one under `limits` comes before it. */
function automationLimits({ automations }: Draft, at: At): Desired["limits"] {
  return automations.entries.flatMap(({ key, path, entry: { limit } }) =>
    limit === undefined ? [] : [{ class: "automation", key, count: limit, declaredAt: at([...path, "limit"]) }],
  );
}

function lastAddress({ sync, mergeFields }: Draft): Pick<ContactRules, "lastAddress"> {
  const field = mergeFields.entries.find(({ key }) => key === sync?.lastAddress);
  return field === undefined ? {} : { lastAddress: { key: field.key, tag: field.entry.tag ?? field.key } };
}

function fieldRules(draft: Draft, rules: Rules, at: At): readonly FieldRule[] {
  return draft.mergeFields.entries.flatMap(({ key, path, entry }): readonly FieldRule[] => {
    const value = rules.values.get(key);
    if (value === undefined) return [];
    const { type, choices, defaultCountry, phoneFormat, tag = key, write = "always" } = entry;
    return [
      {
        key,
        tag,
        ...(type === undefined ? {} : { type }),
        ...(choices === undefined ? {} : { choices }),
        ...(defaultCountry === undefined ? {} : { defaultCountry: countryByNumber(defaultCountry) ?? "" }),
        ...(phoneFormat === "US" ? { phoneFormat } : {}),
        value: value.expression,
        write,
        empty: entry.empty ?? (type === undefined ? "keep" : "clear"),
        declaredAt: at(path),
      },
    ];
  });
}

function tagRules(draft: Draft, rules: Rules, at: At): readonly TagRule[] {
  return draft.tags.entries.flatMap(({ key, path, entry }) => {
    const when = rules.tags.get(key);
    return when === undefined ? [] : [{ name: key, when, ...quiet(entry), declaredAt: at(path) }];
  });
}

function familyRules(draft: Draft, rules: Rules, at: At): readonly FamilyRule[] {
  return draft.tags.entries.flatMap(({ key, path, entry }) => {
    const value = rules.families.get(key);
    const [prefix, suffix] = key.split("*");
    if (value === undefined || prefix === undefined || suffix === undefined) return [];
    return [{ pattern: key, prefix, suffix, value: value.expression, ...quiet(entry), declaredAt: at(path) }];
  });
}

function quiet(entry: TagEntry): Pick<TagRule, "quiet"> {
  return entry.quiet === true ? { quiet: true } : {};
}
