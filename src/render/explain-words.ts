import type { MemberStatus, SkipReason } from "../model/contact.ts";
import type { EventSilence, KeptReason, RecordFate, StayReason, Withheld } from "../model/explained-person.ts";

/** Why somebody is left out, and what a person can do about it. */
export const LEFT_OUT: Readonly<Record<SkipReason, { readonly why: string; readonly todo: string }>> = {
  "no-email": {
    why: "the record has no e-mail address",
    todo: "Write the address into the source.",
  },
  "invalid-email": {
    why: "this is no address that Mailchimp takes",
    todo: "Correct the address in the source.",
  },
  "not-included": {
    why: "not let in by `sync.include`",
    todo: "The tests of `include` above that are false keep the person out. Correct the record in the source, or widen `sync.include`.",
  },
  "new-contacts-skipped": {
    why: "not in the audience, and `sync.newContacts` makes no contact of this person",
    todo: "The doors of `newContacts` above tell why. Correct the record in the source, or the doors.",
  },
  pending: {
    why: "the contact has not confirmed the subscription yet, and nothing is written until then",
    todo: "The person clicks the link in Mailchimp's confirmation mail; the next run then writes.",
  },
  cleaned: {
    why: "Mailchimp has cleaned the contact since mail to it bounced, and nothing is written",
    todo: "Mail does not arrive at this address. Ask the person for another one and write it into the source.",
  },
  archived: {
    why: "the contact is archived in Mailchimp, and nobody is ever brought back from there",
    todo: "If the person shall come back, unarchive the contact in Mailchimp; the next run then writes.",
  },
  "source-error": {
    why: "a record could not be read whole, so the person counts as present and is left alone",
    todo: "Mend the record; what is wrong with it stands above.",
  },
  "address-conflict": {
    why: "an id of this person stands on a contact at another address, and nobody can tell which address is right",
    todo: "Make the address the same on both sides. `sync.lastAddress` tells from then on who changed one; `sync.addressChanges: source` believes the source.",
  },
  "address-differs": {
    why: "the person changed the address in Mailchimp, and is kept current there",
    todo: "Nothing has to be done; to end the difference, write the new address into the source.",
  },
  "opted-out-elsewhere": {
    why: "the person has opted out at another address, and a new one would undo that",
    todo: "Only the person can subscribe again, by a form of yours.",
  },
  "refused-before": {
    why: "Mailchimp refused the person or the address in the last 30 days",
    todo: "To try once more, delete .audiencectl/refused.",
  },
  "not-selected": { why: "this run does not take it up", todo: "Run without --only." },
  duplicate: {
    why: "another record has the same id or address, and counts in place of this one (`sync.duplicates`)",
    todo: "Mend the source, so that one person has one record.",
  },
};

/** Why a contact that nobody asks for is left as it is. */
export const STAYS: Readonly<Record<StayReason, { readonly why: string; readonly todo: string }>> = {
  "not-ours": {
    why: "in the audience, in no source, and not ours",
    todo: "If the person should be in a source, look for another spelling of the address there.",
  },
  archived: { why: "archived, and in no source", todo: "" },
  "id-elsewhere": {
    why: "ours, and the record with its id has another address",
    todo: "",
  },
  "no-address": {
    why: "ours, and the record with its id has no usable address",
    todo: "Write the address into the source.",
  },
  unsure: {
    why: "ours, and nobody can tell whether it has a record, for some records of a source could not be read",
    todo: "Mend the records that `plan` warns of.",
  },
};

/** What a status means for whoever waits for something. */
export const STATUS: Readonly<Record<MemberStatus, string>> = {
  subscribed: "",
  unsubscribed: "has opted out; kept current, sent no mail and no events; only the person can subscribe again",
  transactional: "gets no campaigns; kept current, sent no events",
  pending: "has not confirmed yet; not written until then",
  cleaned: "mail bounced; not written",
  archived: "not written, and never brought back",
};

/** Why a value that differs is not written. */
export const KEPT: Readonly<Record<KeptReason, string>> = {
  "create-only": "`write: create_only` writes to new contacts alone",
  filled: "`write: if_empty` keeps what stands",
  kept: "`empty: keep` keeps a value that the sources no longer have",
  "not-cleared-on-adoption": "in the run that takes a contact on nothing is cleared",
  "not-standing": "the merge field does not stand as declared",
  refused: "Mailchimp would refuse the value",
  "id-elsewhere": "the id is wished at another address",
};

/** Why a tag or an interest is not as its rule says. */
export const WITHHELD: Readonly<Record<Withheld, string>> = {
  "not-standing": "it does not stand in the audience as declared",
  "another-first": "the group takes one interest, and another one stands before it in the file",
  "taken-by-hand": "the group takes one interest, and the contact has one over which no rule decides",
};

/** Why an event is not sent. */
export const SILENT: Readonly<Record<EventSilence, string>> = {
  "not-written": "nothing is written",
  new: "new to us, so there is no old value",
  "not-subscribed": "events go to subscribed contacts alone",
  "value-stays": "the value does not change",
  "no-old-value": "Mailchimp holds no old value",
  "no-transition": "this change is another one",
};

/** What becomes of a record. */
export const FATES: Readonly<Record<RecordFate, string>> = {
  counts: "",
  elsewhere: "counts at its own address",
  "set-aside": "set aside: another record of the source has the same address and counts",
  broken: "could not be read whole",
  "no-email": "has no e-mail address",
  "invalid-email": "its address is none that Mailchimp takes",
};
