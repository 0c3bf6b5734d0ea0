import type { ProgramHandle } from "../../src/sandbox/partnero/handle.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";

/** Something that happens in a partner program or in its audience, and what the next plan must say of it. */
export interface Chapter {
  readonly name: string;
  /** Lets it happen; answers with the sentences that tell of it. */
  readonly play: (scene: Scene) => string;
  /** Words that the plan has. */
  readonly says: readonly string[];
}

/** Where the story plays: a program of Partnero and an audience of Mailchimp. */
export interface Scene {
  readonly program: ProgramHandle;
  readonly audience: ReturnType<Sandbox["world"]["audience"]>;
  readonly now: Date;
}

/** The audience of the story. */
export const AUDIENCE = "a1b2c3d4e5";

/** Opens what `--sandbox` keeps, lets a chapter happen in it, and closes it again. */
export async function played(chapter: Chapter, stateDir: string, now: () => Date): Promise<string> {
  const sandbox = await startSandbox({ stateDir, now });
  try {
    const program = sandbox.partnero.affiliate();
    return chapter.play({
      program,
      audience: sandbox.world.audience({ id: AUDIENCE, name: "Northlight Partners" }),
      now: now(),
    });
  } finally {
    await sandbox.close();
  }
}

/** Who waits for approval when the story begins. */
const APPLICANT = {
  ...{ id: "pa_5a0121c7", email: "hello@quiet-crane-pilates.studio", name: "Saoirse", surname: "Ní Bhriain" },
  ...{ status: "pending", tags: ["tier:bronze", "consented"] },
};

/** What happens before the first run: somebody applied last week. */
export const PROLOGUE: Chapter = {
  name: "prologue",
  play: ({ program, now }) => {
    program.partnerJoins({ ...APPLICANT, createdAt: new Date(now.getTime() - 6 * DAYS).toISOString() });
    return `${nameOf(APPLICANT)} has applied, and waits for approval.`;
  },
  says: [],
};

/** A partner program's ordinary weeks. */
export const CHAPTERS: readonly Chapter[] = [
  {
    name: "approved",
    play: ({ program }) => {
      const one = found(program, ({ id }) => id === APPLICANT.id);
      program.approves(one.id);
      return `${nameOf(one)} is approved. The plan says how many people will enter the welcome series: one.`;
    },
    says: ["STATUS: pending → active", "+new-partner", "Partner welcome series  1"],
  },
  {
    name: "first-sale",
    play: ({ program }) => {
      const one = active(program, ({ salesCount }) => salesCount === 0);
      program.sells(one.id, { amount: 89, commission: 26.7 });
      return `${nameOf(one)} sells for the first time: TOTAL_SALES crosses 1, and that is an event, sent once.`;
    },
    says: ["first_sale  1", "Milestones"],
  },
  {
    name: "tier",
    play: ({ program }) => {
      const one = active(program, ({ tags }) => tags.includes("tier:silver"));
      program.tags(
        one.id,
        one.tags.map((tag) => (tag === "tier:silver" ? "tier:gold" : tag)),
      );
      return `${nameOf(one)} rises from silver to gold: one tag comes, the other of its family goes, and the field follows.`;
    },
    says: ["tier_upgraded  1", "tier:gold    +1", "TIER: silver → gold"],
  },
  {
    name: "paid",
    play: ({ program }) => {
      const due = active(program, ({ pending, notPaid }) => owed(pending, notPaid, program) > 50);
      program.paysOut(due.id);
      return `${nameOf(due)} is paid. TOTAL_PAID increases; what was earned in all stays.`;
    },
    says: ["payout_processed  1", "TOTAL_PAID"],
  },
  {
    name: "leaves",
    play: ({ program }) => {
      const one = active(program, ({ tags }) => tags.includes("tier:bronze"));
      program.deletes(one.id);
      return `${nameOf(one)} leaves the program. Partnero is asked for that very id before anybody counts as gone; then
        the tags go, and the contact, its history and its subscription stay.`;
    },
    says: ["- untag", "In no source any more."],
  },
  {
    name: "address",
    play: ({ program, audience }) => {
      const one = customer(program);
      audience.acts.signsUp(one.email);
      audience.acts.confirms(one.email);
      program.customerChangesEmail(one.key, `post@${one.email.split("@")[0]}-and-friends.dev`);
      return `${one.name}, a customer who has signed up for the newsletter meanwhile, has another address in Partnero. SRC_EMAIL
        tells that it was not changed in Mailchimp, so the contact gets it, and keeps its tags and its history.`;
    },
    says: ["rename", "SRC_EMAIL"],
  },
  {
    name: "unsubscribes",
    play: ({ program, audience }) => {
      const one = active(program, ({ salesCount }) => salesCount === 9);
      program.sells(one.id, { amount: 120, commission: 36 });
      audience.acts.unsubscribes(one.email);
      return `${nameOf(one)} unsubscribes in Mailchimp, and then makes the tenth sale. The fields are kept current; no event is
        sent, no mail starts, and nobody is subscribed again.`;
    },
    says: ["update (unsubscribed)", "TOTAL_SALES: 9 → 10"],
  },
];

type Partner = ReturnType<ProgramHandle["partners"]>[number];

function found(program: ProgramHandle, fits: (partner: Partner) => boolean): Partner {
  const one = program.partners().find((partner) => partner.name !== null && partner.surname !== null && fits(partner));
  if (one === undefined) throw new Error("Nobody in the program fits the story.");
  return one;
}

/** Somebody who is subscribed, so that events may be sent. */
function active(program: ProgramHandle, fits: (partner: Partner) => boolean): Partner {
  return found(program, (partner) => partner.status === "active" && agreed(partner.tags) && fits(partner));
}

/** A customer who is no partner, and whose address is written plainly. */
function customer(program: ProgramHandle): { readonly key: string; readonly email: string; readonly name: string } {
  const partners = new Set(program.partners().map(({ email }) => email.toLowerCase()));
  for (const { key, email, name, deletedAt } of program.customers()) {
    if (email === null || name === null || deletedAt !== null || partners.has(email.toLowerCase())) continue;
    if (/^[a-z]+@/.test(email)) return { key, email, name };
  }
  throw new Error("No customer in the program fits the story.");
}

function agreed(tags: readonly string[]): boolean {
  return tags.includes("consented");
}

const DAYS = 86_400_000;

function owed(pending: Partner["pending"], notPaid: Partner["notPaid"], { currency }: ProgramHandle): number {
  return (pending[currency] ?? 0) + (notPaid[currency] ?? 0);
}

function nameOf({ name, surname }: Pick<Partner, "name" | "surname">): string {
  return `${name} ${surname}`;
}
