import type { Finding } from "../../model/diagnostic.ts";
import { type Check, doubtful, wrong } from "./check.ts";

const UNREACHABLE = { code: "new-contacts-unreachable", summary: "A rule is never reached" };
const NO_SYNC = { code: "sync-missing", summary: "Rules without `sync` do nothing" };
const NO_SOURCES = { code: "sources-missing", summary: "There is nobody to sync" };

/** The first rule that holds decides, and one without a condition always holds. */
export const newContactsReachable: Check = ({ sync }) => {
  const rules = sync?.newContacts;
  if (rules === undefined || typeof rules === "string") return [];
  const always = rules.findIndex(({ when }) => when === undefined);
  if (always < 0) return [];
  return rules.slice(always + 1).map((_, index): Finding => {
    const detail = `Rule ${always + 1} has no \`when\` and decides for everyone who comes to it. Move it to the end, or give it a condition.`;
    return wrong(UNREACHABLE, detail, ["sync", "newContacts", always + 1 + index]);
  });
};

/** Rules speak of contacts, and contacts are left alone unless `sync` says what may happen to them. */
export const rulesAreSynced: Check = ({ sync, tags, groups, mergeFields }) => {
  if (sync !== undefined) return [];
  const field = mergeFields.entries.find(({ entry }) => entry.value !== undefined);
  const tag = tags.entries.find(({ entry }) => entry.when !== undefined || entry.value !== undefined);
  const group = groups.entries.find(({ entry }) =>
    Object.values(entry.interests).some(({ when }) => when !== undefined),
  );
  const ruled = { mergeFields: field, tags: tag, groups: group };
  const section = Object.entries(ruled).find(([, entry]) => entry !== undefined)?.[0];
  if (section === undefined) return [];
  const detail =
    "The file says who bears which tag, interest and value, but without a `sync` section contacts are neither read nor written: tags, groups and merge fields are only made. Add `sync` with `identity` and `newContacts`.";
  return [doubtful(NO_SYNC, detail, [section], "key")];
};

/** A sync needs people. */
export const syncHasSources: Check = ({ sync, sources }) => {
  if (sync === undefined || sources.unknowable || sources.entries.length + sources.broken.length > 0) return [];
  const detail = "The people to sync come from `sources`, and the file has none.";
  return [wrong(NO_SOURCES, detail, ["sync"], "key")];
};
