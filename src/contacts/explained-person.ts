import type { ContactRules } from "../model/desired.ts";
import type { ExplainedMember, ExplainedPerson, ExplainedRules } from "../model/explained-person.ts";
import type { JsonObject } from "../model/json.ts";
import type { Comparing } from "./comparing.ts";
import { discretion } from "./discretion.ts";
import { type AudienceWords, explainedMember } from "./explained-member.ts";
import { explainedRecords } from "./explained-records.ts";
import { explainedRules } from "./explained-rules.ts";
import { liveRow } from "./live-row.ts";
import { type Findings, isAbout, isSame, verdictsAt } from "./person-verdict.ts";
import { compileWish } from "./wish.ts";
import { wishedRow } from "./wished-row.ts";
import type { Scene, WitnessedPlace } from "./witness.ts";

/** All that was found out about one person. */
export interface Evidence extends Findings {
  readonly email: string;
  readonly scene: Scene;
  /** The rules as the file declares them, whatever stands of what they are about. */
  readonly declared: ContactRules;
  /** The contacts at the address and at the others, the first first. */
  readonly members: readonly JsonObject[];
  readonly words: AudienceWords;
  readonly nearest?: string;
  readonly refusedBefore: boolean;
}

/** Puts together what is to be told of one person. */
export function explainedPerson(evidence: Evidence): ExplainedPerson {
  const { email, scene, heard, places, declared, nearest } = evidence;
  const verdicts = places.map((place) => ({ email: place.email, verdicts: verdictsAt(place, evidence) }));
  const [own, ...elsewhere] = verdicts;
  const rules = rulesOf(evidence);
  return {
    email,
    verdicts: own?.verdicts ?? [{ is: "unknown" }],
    elsewhere,
    ...(nearest === undefined ? {} : { nearest }),
    records: explainedRecords(scene, heard, places, discretion(declared, scene.vocabulary)),
    ...(rules === undefined ? {} : { rules }),
    members: membersOf(evidence),
    refusedBefore: evidence.refusedBefore,
  };
}

function membersOf({ email, members, scene, words }: Evidence): readonly ExplainedMember[] {
  return members.flatMap((member) => explainedMember(email, member, scene, words) ?? []);
}

/** The rules are asked with the records at the address itself, else with those at the first other one that has any. */
function rulesOf(evidence: Evidence): ExplainedRules | undefined {
  const place = evidence.places.find(({ records }) => records.some((record) => record !== undefined));
  return place === undefined ? undefined : explainedRules(comparingAt(place, evidence));
}

function comparingAt(place: WitnessedPlace, evidence: Evidence): Comparing {
  const { scene, declared, changes } = evidence;
  const { rules, vocabulary, projection, now } = scene;
  const { records, wished, contactAt } = place;
  const wish = compileWish(rules, vocabulary, now)(records);
  const email = records.find((record) => record !== undefined)?.email ?? place.email;
  const at = contactAt ?? place.email;
  const member = place.outOfReach
    ? undefined
    : evidence.members.find(({ email_address: one }) => isSame(String(one), at));
  const live = member === undefined ? undefined : liveRow(member, projection);
  // A contact at this address may still change, for somebody else: whoever is out of reach has no part in it.
  const change = place.outOfReach ? undefined : changes.find((one) => isAbout(one, at));
  const isHeld = live !== undefined && !["pending", "cleaned", "archived"].includes(live.status);
  const refused = evidence.leftOut.some((left) => isSame(left.email, at) && left.reason === "refused-before");
  return {
    ...{ declared, standing: rules, projection, vocabulary, now, records, wish },
    facts: { records, wished: wish.values },
    discretion: discretion(declared, vocabulary),
    row: wishedRow(email, wish, projection),
    ...(live === undefined ? {} : { live }),
    owned: live !== undefined && projection.fields.some(({ identity }, index) => identity && live.values[index] !== ""),
    ...(change === undefined ? {} : { change }),
    current: wished && isHeld && !refused,
  };
}
