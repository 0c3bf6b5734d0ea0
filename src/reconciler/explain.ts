import type { AudienceWords } from "../contacts/explained-member.ts";
import { explainedMember } from "../contacts/explained-member.ts";
import { explainedPerson } from "../contacts/explained-person.ts";
import { memberId } from "../contacts/member-id.ts";
import { isAbout, isSame } from "../contacts/person-verdict.ts";
import { Witness } from "../contacts/witness.ts";
import { oneMember } from "../mailchimp/member.ts";
import { readOnly } from "../mailchimp/read-only.ts";
import type { ExplainedPerson } from "../model/explained-person.ts";
import type { JsonObject } from "../model/json.ts";
import { MERGE_FIELD_TYPES } from "../model/merge-field-type.ts";
import type { Replayable } from "../model/plan.ts";
import type { Send } from "../model/request.ts";
import type { LiveSchema } from "../plan/live-schema.ts";
import { makePlan, type Planned, type PlanRequest } from "./plan.ts";

/** Whom to explain, beside what a plan is made from; it is always the whole plan. */
export interface ExplainRequest extends Omit<PlanRequest, "selection" | "witness"> {
  readonly email: string;
}

/** The plan, and what it makes of one person; without a plan, what stands in its way. */
export interface Explained extends Planned {
  readonly person?: ExplainedPerson;
}

/** Makes the whole plan and watches it for the sake of one person. Anything but a GET throws. */
export async function explainPerson(request: ExplainRequest): Promise<Explained> {
  const { email } = request;
  const send = readOnly(request.send);
  const called: Witness[] = [];
  const planned = await makePlan({
    ...request,
    selection: { scope: "all", only: [] },
    witness: async (audience) => {
      const witness = new Witness(email, await oneMember(send, audience, memberId(email)));
      called.push(witness);
      return witness;
    },
  });
  if (planned.plan === undefined || planned.live === undefined) return planned;
  const { live, plan } = planned;
  const [witness] = called;
  const person =
    witness === undefined
      ? unmanaged(email, await oneMember(send, live.audience.id, memberId(email)), live)
      : await witnessed(witness, { request, send, live, plan });
  return { ...planned, person };
}

interface Case {
  readonly request: ExplainRequest;
  readonly send: Send;
  readonly live: LiveSchema;
  readonly plan: NonNullable<Planned["plan"]>;
}

async function witnessed(witness: Witness, { request, send, live, plan }: Case): Promise<ExplainedPerson> {
  const { email, scene, heard, places, nearest } = witness;
  const { contacts } = request.config.desired;
  if (scene === undefined || contacts === undefined) throw new Error("Nobody watched while the plan was made.");
  const emails = places.map((place) => place.email);
  const [, ...others] = places;
  const elsewhere = others.filter(({ status }) => status !== undefined);
  const members = await Promise.all(elsewhere.map((place) => oneMember(send, live.audience.id, memberId(place.email))));
  return explainedPerson({
    ...{ email, scene, heard, places, declared: contacts, leavers: contacts.leavers, words: wordsOf(live) },
    changes: await kept(plan.contacts?.changes, (change) => emails.some((one) => isAbout(change, one))),
    leftOut: await kept(plan.contacts?.leftOut, (left) => emails.some((one) => isSame(left.email, one))),
    members: [witness.member, ...members].filter((member) => member !== undefined),
    ...(nearest === undefined ? {} : { nearest }),
    refusedBefore: emails.some((one) => request.isRefused?.(live.audience.id, one) === true),
  });
}

/** Without a `sync` the file says nothing of people: only what Mailchimp holds can be told. */
function unmanaged(email: string, member: JsonObject | undefined, live: LiveSchema): ExplainedPerson {
  const shown = member === undefined ? undefined : explainedMember(email, member, undefined, wordsOf(live));
  return {
    ...{ email, verdicts: [{ is: "unmanaged" }], elsewhere: [], records: [], refusedBefore: false },
    members: shown === undefined ? [] : [shown],
  };
}

function wordsOf({ objects }: LiveSchema): AudienceWords {
  return {
    fields: objects.mergeField.map(({ spec }) => {
      const type = MERGE_FIELD_TYPES.find((known) => known === spec["type"]);
      return { tag: String(spec["tag"]), ...(type === undefined ? {} : { type }) };
    }),
    interests: objects.interest.map(({ id, parent, spec }) => ({
      id,
      group: String(objects.group.find((group) => group.id === parent)?.spec["title"] ?? ""),
      interest: String(spec["name"]),
    })),
  };
}

async function kept<T>(stream: Replayable<T> | undefined, isWanted: (one: T) => boolean): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of stream ?? []) if (isWanted(one)) found.push(one);
  return found;
}
