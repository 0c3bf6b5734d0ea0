import type { Finding } from "../../model/diagnostic.ts";
import { didYouMean } from "../../model/nearest-name.ts";
import { namesOf } from "../draft.ts";
import { familyOf } from "../tag-family.ts";
import { type Check, doubtful, wrong } from "./check.ts";

const TWO = { code: "automation-started-twice", summary: "An automation is started in two ways" };
const UNKNOWN_TAG = { code: "automation-tag-unknown", summary: "Automation starts on a tag that is not declared" };
const UNKNOWN_EVENT = {
  code: "automation-event-unknown",
  summary: "Automation starts on an event that is not declared",
};
const QUIET = { code: "automation-quiet", summary: "An automation is never started" };

/** One automation has one trigger. */
export const automationStartsOnce: Check = ({ automations }) =>
  automations.entries.flatMap(({ path, entry: { startsOn } }): readonly Finding[] => {
    if (startsOn.tag === undefined || startsOn.event === undefined) return [];
    const detail = "Mailchimp starts an automation on a tag or on events. Keep the one that this automation has.";
    return [wrong(TWO, detail, [...path, "startsOn", "event"], "key")];
  });

/** Whoever enters can be counted only where the file puts the tag on. */
export const automationTagKnown: Check = ({ automations, tags }) =>
  automations.entries.flatMap(({ path, entry: { startsOn } }): readonly Finding[] => {
    const { tag } = startsOn;
    if (tag === undefined || tags.unknowable) return [];
    const names = namesOf(tags);
    const isSame = (name: string) => name.toLowerCase() === tag.toLowerCase();
    if (names.some(isSame) || familyOf(tag, names) !== undefined) return [];
    const detail = `The file declares no tag ${JSON.stringify(tag)}, so nobody can tell who enters.${didYouMean(tag, names)}`;
    return [wrong(UNKNOWN_TAG, detail, [...path, "startsOn", "tag"])];
  });

/** The same of events. */
export const automationEventsKnown: Check = ({ automations, events }) =>
  automations.entries.flatMap(({ path, entry: { startsOn } }) =>
    (startsOn.event ?? []).flatMap((name, index): readonly Finding[] => {
      const names = namesOf(events);
      if (events.unknowable || names.includes(name)) return [];
      const detail = `The file declares no event ${JSON.stringify(name)}, so nobody can tell who enters.${didYouMean(name, names)}`;
      return [wrong(UNKNOWN_EVENT, detail, [...path, "startsOn", "event", index])];
    }),
  );

/** What is put on quietly starts nothing. */
export const automationNotQuiet: Check = ({ automations, tags }) =>
  automations.entries.flatMap(({ path, entry: { startsOn } }): readonly Finding[] => {
    const { tag } = startsOn;
    const family = tag === undefined ? undefined : familyOf(tag, namesOf(tags));
    const rule = tags.entries.find(({ key }) => key.toLowerCase() === tag?.toLowerCase() || key === family);
    if (rule?.entry.quiet !== true) return [];
    const detail = `The tag ${JSON.stringify(rule.key)} has \`quiet: true\`, so putting it on starts nothing. Take \`quiet\` out once those who shall not enter have it.`;
    return [doubtful(QUIET, detail, [...path, "startsOn", "tag"])];
  });
