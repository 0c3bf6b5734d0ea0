import type { Call, Reply } from "../http/call.ts";
import { pageOf } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import type { Selection } from "../http/selection.ts";
import { below, fieldsInvalid, keysLeft, selected, selectionIn } from "../http/selection.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import type { Part } from "./document.ts";
import { linksText, MEMBER_PARTS, memberDocument } from "./document.ts";

// Texts longer than this are built anew for each page: 100,000 whole members would fill the memory.
const KEEP = 1200;

/** What a collection of members shows: these parts of each member, its own links, and whether it names its audience. */
export interface Frame {
  readonly parts: ReadonlyMap<string, Part>;
  readonly links: readonly LinkPattern[];
  readonly saysList: boolean;
}

/**
 * A page of members, as text. `fields` decides what of a member is built at all, and the text of each member is kept
 * until it is written, so that reading the same pages again costs little more than joining strings.
 */
export function memberPage(call: Call, audience: Audience, members: readonly Member[], frame: Frame): Reply {
  const selection = selectionIn(call.query);
  refuseUnknown(selection);
  const { count, offset } = pageOf(call);
  const parts: string[] = [];
  const inner = below(selection, "members");
  if (inner !== undefined) {
    const show = memberText(call, audience, inner, frame.parts);
    parts.push(
      `"members":[${members
        .slice(offset, offset + count)
        .map(show)
        .join(",")}]`,
    );
  }
  const _links = links(call.addresses, call.path, frame.links);
  const rest = selected(
    { ...(frame.saysList && { list_id: audience.id }), total_items: members.length, _links },
    selection,
  );
  const tail = JSON.stringify(rest).slice(1, -1);
  if (tail !== "") parts.push(tail);
  return { text: `{${parts.join(",")}}` };
}

function memberText(
  call: Call,
  audience: Audience,
  selection: Selection,
  parts: ReadonlyMap<string, Part>,
): (member: Member) => string {
  const keys = keysLeft(selection, parts.keys());
  const whole = keys.every((key) => below(selection, key)?.key === "");
  const linked = whole && keys.at(-1) === "_links" && keys.length > 1;
  const wanted = linked ? keys.slice(0, -1) : keys;
  const linksOf = linked ? linksText(audience, call.addresses) : undefined;
  const by = `${audience.schemaVersion} ${parts.size} ${selection.key}`;
  return (member) => {
    if (member.shown?.by === by) return member.shown.text;
    const document = memberDocument(member, audience, call.addresses, parts, wanted);
    const bare = JSON.stringify(whole ? document : selected(document, selection));
    const text = linksOf === undefined ? bare : `${bare.slice(0, -1)},"_links":${linksOf(member)}}`;
    if (text.length <= KEEP) member.shown = { by, text };
    return text;
  };
}

const COLLECTION_KEYS = ["members", "list_id", "total_items", "_links"];

function refuseUnknown(selection: Selection): void {
  const named = selection.only ?? {};
  const unknown = Object.keys(named).filter((name) => !COLLECTION_KEYS.includes(name));
  const inMembers = Object.keys(named["members"] ?? {}).filter((name) => !MEMBER_PARTS.has(name));
  const all = [...unknown, ...inMembers.map((name) => `members.${name}`)];
  if (all.length > 0) throw fieldsInvalid(all);
}
