import type { Finding } from "../../model/diagnostic.ts";
import { isJsonObject } from "../../model/json.ts";
import { parseDuration } from "../../rules/duration.ts";
import { namesOf } from "../draft.ts";
import { type Check, doubtful, wrong } from "./check.ts";

const NAME = { code: "event-name", summary: "Name of an event is not usable" };
const PROPERTY = { code: "event-property", summary: "Name of an event's property is not usable" };
const AGAIN = { code: "event-again", summary: "Time after which an event counts anew is not usable" };
const NEVER = { code: "event-never", summary: "An event is never sent" };
const NO_SYNC = { code: "sync-missing", summary: "Rules without `sync` do nothing" };

const HOUR = 3_600_000;

/** Mailchimp takes 2 to 30 characters; automations find an event by its exact name. */
export const eventNameLegal: Check = ({ events }) =>
  namesOf(events)
    .filter((name) => !/^[a-z0-9_]{2,30}$/.test(name))
    .map((name) => {
      const detail = `${JSON.stringify(name)} cannot be the name of an event: it has 2 to 30 characters of a-z, 0-9 and _, such as \`first_sale\`.`;
      return wrong(NAME, detail, ["events", name], "key");
    });

/** Mailchimp drops every property of an event in which one is not ASCII. */
export const eventPropertiesLegal: Check = ({ events }) =>
  events.entries.flatMap(({ path, entry }) =>
    Object.keys(entry.properties ?? {}).flatMap((name): readonly Finding[] => {
      const at = [...path, "properties", name];
      if (!/^[A-Za-z0-9_]{1,50}$/.test(name)) {
        const detail = `${JSON.stringify(name)} cannot be the name of a property: it has at most 50 characters of letters, digits and _.`;
        return [wrong(PROPERTY, detail, at, "key")];
      }
      if (!name.toLowerCase().startsWith("audiencectl")) return [];
      const detail = "Names that start with `audiencectl` are taken: by them a run knows what was sent already.";
      return [wrong(PROPERTY, detail, at, "key")];
    }),
  );

/** Less than an hour could send twice what one run only tries again. */
export const eventAgainUsable: Check = ({ events }) =>
  events.entries.flatMap(({ path, entry }): readonly Finding[] => {
    if (entry.again === undefined) return [];
    const at = [...path, "again"];
    if (isJsonObject(entry.when) && Object.hasOwn(entry.when, "crosses")) {
      const detail = "A threshold is crossed once in a contact's life, so there is no time to wait. Take `again` out.";
      return [wrong(AGAIN, detail, at, "key")];
    }
    if ((parseDuration(entry.again) ?? 0) >= HOUR) return [];
    const detail = `${JSON.stringify(entry.again)} is no duration of at least an hour. Write \`12h\`, \`7d\` or \`4w\`.`;
    return [wrong(AGAIN, detail, at)];
  });

/** A value that is written once never changes. */
export const eventFieldChanges: Check = ({ events, mergeFields }) =>
  events.entries.flatMap(({ path, entry }): readonly Finding[] => {
    const when: unknown = entry.when;
    const [form, asked] = typeof when === "object" && when !== null ? (Object.entries(when)[0] ?? []) : [];
    const key = typeof asked === "string" ? asked : isJsonObject(asked) ? Object.keys(asked)[0] : undefined;
    const field = mergeFields.entries.find((written) => written.key === key);
    const write = field?.entry.write ?? "always";
    if (form === undefined || write === "always") return [];
    const detail = `\`${key}\` has \`write: ${write}\`, so a value that stands is never replaced, and nothing is ever sent. Take \`write\` out, or ask for another field.`;
    return [doubtful(NEVER, detail, [...path, "when"], "value")];
  });

/** Events go to contacts. */
export const eventsAreSynced: Check = ({ events, sync }) => {
  const [first] = events.entries;
  if (sync !== undefined || first === undefined) return [];
  const detail =
    "Without a `sync` section contacts are neither read nor written, so no event is ever sent. Add `sync` with `identity` and `newContacts`.";
  return [doubtful(NO_SYNC, detail, ["events"], "key")];
};
