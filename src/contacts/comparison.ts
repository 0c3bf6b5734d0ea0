import type { ContactChange, LeftOut, RefusedValue } from "../model/contact.ts";
import type { ContactRules, Vocabulary } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { JsonObject } from "../model/json.ts";
import type { ContactsPlan, InterestCount } from "../model/plan.ts";
import type { SourceRecord } from "../model/source.ts";
import { Absence, type SourceAbsence } from "./absence.ts";
import { admitRecords, type OpenedSource } from "./admission.ts";
import { completing } from "./completion.ts";
import { Evaluation } from "./evaluation.ts";
import { maskWords } from "./fingerprint.ts";
import { type Holding, Holdings, type Watched } from "./holdings.ts";
import { decodeLiveRow } from "./live-row.ts";
import { meetMembers } from "./meeting.ts";
import type { Projection } from "./projection.ts";
import { ReactionTally } from "./reaction-tally.ts";
import { recallMissing } from "./recall.ts";
import { RecordShelves } from "./record-shelves.ts";
import { MARK, Roll } from "./roll.ts";
import type { BareChange } from "./row-change.ts";
import { seenPrint } from "./seen.ts";
import type { SegmentCensus } from "./segment-sizes.ts";
import { settle } from "./settlement.ts";
import { identityFields, SourceIds, sourceField } from "./source-ids.ts";
import { type OpenSpool, replayed } from "./spool.ts";
import { StrayRecords } from "./stray-record.ts";
import { ContactTally } from "./tally.ts";
import { compileWish } from "./wish.ts";
import { wishedFrom, wishedOnRoll } from "./wished.ts";
import type { Witness } from "./witness.ts";

/** Both sides of the comparison, and where to keep what does not fit in memory. */
export interface ComparisonInput {
  readonly rules: ContactRules;
  readonly vocabulary: Vocabulary;
  /** Milliseconds since the epoch: the one instant of the plan. */
  readonly now: number;
  readonly projection: Projection;
  readonly sources: readonly OpenedSource[];
  /** Pages of members as Mailchimp lists them, archived ones included. */
  readonly members: () => AsyncIterable<readonly JsonObject[]>;
  readonly spools: OpenSpool;
  /** Whom Mailchimp refused lately: not sent again. */
  readonly isRefused: (email: string) => boolean;
  /** What of a change this run takes up; undefined where nothing of it is. */
  readonly take: (change: BareChange) => BareChange | undefined;
  /** What is about to go, so that it can be told who holds it. */
  readonly watched: readonly Watched[];
  /** Counts who is in the segments. */
  readonly census: SegmentCensus;
  /** Told of each person who seems to have left and is asked about, where a source can be asked. */
  readonly onAsked?: ((asked: number, total: number) => void) | undefined;
  /** Watches for somebody's sake. */
  readonly witness?: Witness | undefined;
}

/** The contacts' half of a plan, with what limits are measured against. */
export interface Comparison {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where the sources have errors: then the audience is not even read. */
  readonly plan?: ContactsPlan;
  readonly bases: ContactBases;
  readonly writes: ContactWrites;
  /** Who holds what was watched, by its address. */
  readonly holdings: ReadonlyMap<string, Holding>;
}

/** What the number of requests is reckoned from. */
export interface ContactWrites {
  readonly batched: number;
  readonly lateBatched: number;
  readonly bulkRemovals: Readonly<Record<string, number>>;
  readonly singleRemovals: number;
  /** Events with their look-ups, and tags put on quietly. */
  readonly reactions: number;
  /** Renames, archived leavers, and look-ups before a creation: one request each. */
  readonly singles: number;
}

/** Figures that no plan shows but limits need. */
export interface ContactBases {
  /** How many live contacts hold each managed tag, by its lower-case name. */
  readonly holders: ReadonlyMap<string, number>;
  /** How many live contacts hold a value, by the key of the field. */
  readonly filled: Readonly<Record<string, number>>;
  /** Tags put on contacts that stand already. */
  readonly tagged: Readonly<Record<string, number>>;
  /** Values emptied, by the key of the field. */
  readonly cleared: Readonly<Record<string, number>>;
  /** Who is missing from which source; absent where no source was read. */
  readonly absences?: readonly SourceAbsence[];
}

/** Sources and members meet once; only what differs becomes a change, in the order of the member ids. */
export async function compareContacts(input: ComparisonInput): Promise<Comparison> {
  const { spools, projection } = input;
  const roll = new Roll(maskWords(projection.fields.length));
  const shelves = new RecordShelves(spools("records"), input.sources.length);
  const lives = spools("lives");
  const leftOut = spools("left-out");
  const tally = new ContactTally();
  const reactions = new ReactionTally(input.rules);
  const leaveOut = (left: LeftOut): void => {
    tally.leaveOut(left);
    leftOut.append(JSON.stringify(left));
  };
  const { rules, vocabulary, witness } = input;
  const sources = witness?.listen(input, input.sources) ?? input.sources;
  const ids = new SourceIds(identityFields(rules, vocabulary, projection));
  const wishOf = compileWish(rules, vocabulary, input.now);
  const strays = new StrayRecords({ sources: vocabulary.sources.length, projection, ids, wishOf });
  const wished = wishedFrom(wishOf, projection);
  const unnamed: [number, number][] = [];
  const evaluation = new Evaluation({
    ...{ rules, projection, roll, shelves, ids, wished },
    unnamed: (entry, source) => unnamed.push([entry, source]),
  });
  // Of a sole source the first record of a person is the only one, unless a later one takes its place.
  const atOnce = sources.length === 1 && rules.duplicates !== "last";
  const onEntered = atOnce ? (entry: number, record: SourceRecord) => evaluation.person(entry, [record]) : undefined;
  const desk = { roll, shelves, duplicates: rules.duplicates, leaveOut, strays, onEntered };
  const admitted = await admitRecords(sources, desk);
  if (!atOnce) evaluation.everybody();
  const diagnostics = [...admitted.diagnostics, ...evaluation.diagnostics(sources.map(({ name }) => name))];
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) return unread(diagnostics);

  const holders = new Map<string, number>();
  const filled: number[] = [];
  const ownedBySource: number[] = [];
  const holdings = new Holdings(input.watched);
  const { census } = input;
  census.keepIn(spools("segments"));
  const members = input.members();
  await meetMembers(witness?.watch(members) ?? members, {
    ...{ roll, projection, ids, lives, holders, filled, ownedBySource, holdings, census },
  });

  const missed = await recallMissing({
    ...{ sources, roll, ids, projection, shelves, lives, wishOf },
    leavers: rules.leavers,
    idFieldOf: ({ index }) => sourceField(rules, index),
    onAsked: input.onAsked,
  });
  diagnostics.push(...missed);
  const changes = spools("changes");
  const refuse = (value: RefusedValue): void => tally.refuse(value);
  const onRoll = wishedOnRoll(shelves, wished);
  const take = completing({ ...input, roll, shelves, lives, refuse });
  for (const [entry, source] of unnamed) if (!roll.has(entry, MARK.owned)) strays.unsure.add(source);
  const absence = new Absence(roll, ids, strays.unsure);
  const { leavers, addressChanges } = rules;
  const seen = (entry: number): Pick<ContactChange, "seen"> => {
    const place = roll.liveAt.at(entry);
    return place === undefined ? {} : { seen: seenPrint(decodeLiveRow(lives.read(place)), projection) };
  };
  const settled = settle(
    { roll, projection, ids, wished: onRoll, lives, leavers, addressChanges, absence, take },
    {
      change: (change, entry) => {
        if (input.isRefused(change.email)) return leaveOut({ email: change.email, reason: "refused-before" });
        tally.change(change);
        reactions.change(change);
        census.change(entry, change);
        changes.append(JSON.stringify({ ...change, ...seen(entry) }));
      },
      leaveOut,
      refuse,
    },
  );
  witness?.settled({ roll, projection, ids, absence, shelves, wished: onRoll, lives, addressChanges });
  const { billable, ...counts } = settled;
  const plan: ContactsPlan = {
    summary: { ...counts, ...tally.actions, skipped: tally.skipped },
    tags: tally.tags,
    interests: inOrder(tally.interests, projection),
    segments: census.sizes,
    fields: tally.fields,
    fieldTypes: Object.fromEntries(projection.fields.map((field) => [field.key, field.type])),
    entering: tally.entering,
    events: reactions.events,
    automations: reactions.automations,
    billable: {
      before: billable,
      after: billable + (tally.entering.subscribed ?? 0) + (tally.entering.transactional ?? 0) - tally.actions.archive,
    },
    samples: tally.samples,
    changes: replayed<ContactChange>(changes),
    leftOut: replayed<LeftOut>(leftOut),
    refused: tally.refused,
    refusedCount: tally.refusedCount,
  };
  return {
    diagnostics,
    plan,
    bases: {
      holders,
      filled: byKey(filled, projection),
      tagged: tally.tagged,
      cleared: tally.cleared,
      absences: absence.figures(
        sources.map(({ name }) => name),
        ownedBySource,
        admitted.counts,
      ),
    },
    writes: { ...tally, reactions: reactions.requests },
    holdings: holdings.counts,
  };
}

/** As the file lists them, whoever came first. */
function inOrder(counts: readonly InterestCount[], { interests }: Projection): readonly InterestCount[] {
  const place = ({ group, interest }: InterestCount): number =>
    interests.findIndex((one) => one.group === group && one.interest === interest);
  return [...counts].sort((a, b) => place(a) - place(b));
}

/** A comparison that did not come about because a source cannot be believed. */
export function unread(diagnostics: readonly Diagnostic[]): Comparison {
  return { diagnostics, bases: NO_BASES, writes: NO_WRITES, holdings: new Map() };
}

const NO_BASES: ContactBases = { holders: new Map(), filled: {}, tagged: {}, cleared: {} };
const NO_WRITES: ContactWrites = {
  batched: 0,
  lateBatched: 0,
  bulkRemovals: {},
  singleRemovals: 0,
  reactions: 0,
  singles: 0,
};

function byKey(filled: readonly number[], projection: Projection): Readonly<Record<string, number>> {
  return Object.fromEntries(projection.fields.map((field, index) => [field.key, filled[index] ?? 0]));
}
