import { arrival, blankMember, uniqueEmailId } from "../members/enrolling.ts";
import { archive, forget } from "../members/leaving.ts";
import { noteChange } from "../members/revising.ts";
import type { Audience } from "./audience.ts";
import type { Happening } from "./happening.ts";
import type { Member, MergeValue, Status } from "./member.ts";
import type { World } from "./world.ts";

/** Somebody whom an act is about is not there. */
export class NobodyThere extends Error {
  constructor(email: string) {
    super(`Nobody of the address ${email} is in this audience.`);
    this.name = "NobodyThere";
  }
}

/** What persons do, and what happens to them, beyond the reach of the API. */
export class Acts {
  readonly #world: World;
  readonly #audience: Audience;

  constructor(world: World, audience: Audience) {
    this.#world = world;
    this.#audience = audience;
  }

  /** The member of an address, or an error. */
  member(email: string): Member {
    const member = this.#audience.roster.find(email);
    if (member === undefined) throw new NobodyThere(email);
    return member;
  }

  /** Signs up on a form; with double opt-in the person is pending first. A forgotten person may come back like this. */
  signsUp(email: string): void {
    const status: Status = this.#audience.setting("double_optin") === true ? "pending" : "subscribed";
    const there = this.#audience.roster.byEmail(email);
    this.#audience.forgotten.delete(blankMember(this.#world, this.#audience, email, status).id);
    const member = there ?? blankMember(this.#world, this.#audience, email, status);
    if (there === undefined) this.#audience.roster.add(member);
    Object.assign(
      member,
      arrival(this.#world, status, {
        skipRequired: true,
        nullsAllowed: false,
        applyTags: false,
        ip: "127.0.0.1",
        actor: "user",
      }),
    );
    this.#becomes(
      member,
      status,
      false,
      "",
      status === "subscribed" ? { type: "subscribe", actor: "user", member } : undefined,
    );
  }

  /** Clicks the link of the confirmation mail. */
  confirms(email: string): void {
    const member = this.member(email);
    member.optedAt = this.#world.stamp();
    this.#audience.roster.disturb("optedAt");
    this.#becomes(member, "subscribed", false, "", { type: "subscribe", actor: "user", member });
  }

  /** Opts out: from now on in compliance state. */
  unsubscribes(email: string): void {
    const member = this.member(email);
    this.#becomes(member, "unsubscribed", true, "NORMAL", {
      type: "unsubscribe",
      actor: "user",
      member,
      action: "unsub",
      reason: "manual",
    });
  }

  /** Marks a mail as spam: opted out, in compliance state. */
  complains(email: string): void {
    const member = this.member(email);
    this.#becomes(member, "unsubscribed", true, "ABUSE", {
      type: "unsubscribe",
      actor: "user",
      member,
      action: "unsub",
      reason: "abuse",
    });
  }

  /** Bounces hard: cleaned. */
  bounces(email: string): void {
    const member = this.member(email);
    this.#becomes(member, "cleaned", true, "", { type: "cleaned", actor: "admin", member, reason: "hard" });
  }

  /** Changes the own address on the profile page. */
  changesAddress(email: string, to: string): void {
    const member = this.member(email);
    this.#audience.roster.rename(member, to);
    member.uniqueId = uniqueEmailId(to);
    noteChange(this.#world, this.#audience, member);
    this.#world.onHappening(this.#audience, { type: "upemail", actor: "user", member, oldEmail: email });
  }

  /** Changes fields on the profile page. */
  changesProfile(email: string, values: Readonly<Record<string, MergeValue>>): void {
    const member = this.member(email);
    for (const [name, value] of Object.entries(values)) {
      const field = this.#audience.fieldOf(name);
      if (field !== undefined) member.values[field.mergeId] = value;
    }
    noteChange(this.#world, this.#audience, member);
    this.#world.onHappening(this.#audience, { type: "profile", actor: "user", member });
  }

  /** Is archived by a marketer. */
  isArchived(email: string): void {
    archive(this.#world, this.#audience, this.member(email), "admin");
  }

  /** Is unsubscribed by a marketer: no compliance state, the API can take it back. */
  isUnsubscribed(email: string): void {
    const member = this.member(email);
    const reason = "N/A (Unsubscribed by admin)";
    this.#becomes(member, "unsubscribed", member.compliance, reason, {
      type: "unsubscribe",
      actor: "admin",
      member,
      action: "unsub",
      reason: "manual",
    });
  }

  /** Is deleted for good by a marketer. */
  isForgotten(email: string): void {
    forget(this.#audience, this.member(email));
  }

  #becomes(
    member: Member,
    status: Status,
    compliance: boolean,
    reason: string,
    happening: Happening | undefined,
  ): void {
    member.status = status;
    member.compliance = compliance;
    member.reason = reason;
    if (status === "unsubscribed") member.unsubscribedAt = this.#world.stamp();
    noteChange(this.#world, this.#audience, member);
    if (happening !== undefined) this.#world.onHappening(this.#audience, happening);
  }
}
