import type { Checked } from "../../model/checked.ts";
import { about } from "./about.ts";
import type { ToldTime } from "./examination.ts";

const CLOCK = about("clock");

/** An answer's time has whole seconds, and took some to come. */
const NO_MATTER_MS = 10_000;
const TOO_MUCH_MS = 5 * 60_000;

/** Compares our clock with Mailchimp's: `now` decides about every `within`, `before` and `olderThan`. */
export function clockCheck(told: ToldTime | undefined, now: Date): Checked {
  const theirs = Date.parse(told?.date ?? "");
  if (told === undefined || Number.isNaN(theirs)) return CLOCK.unknown("no answer told Mailchimp's time", ours(now));
  const ahead = told.at.getTime() - theirs;
  if (Math.abs(ahead) < NO_MATTER_MS) return CLOCK.ok("in step with Mailchimp's");
  const apart = `${lasting(Math.abs(ahead))} ${ahead > 0 ? "ahead of" : "behind"} Mailchimp's`;
  if (Math.abs(ahead) < TOO_MUCH_MS) return CLOCK.ok(apart);
  return CLOCK.warning(apart, {
    detail: "Rules with `within`, `olderThan`, `before` and `after` are asked with this machine's time.",
    wayOut: "Let the clock of this machine be set by a time server.",
  });
}

function ours(now: Date): { readonly detail: string } {
  return { detail: `This machine's clock says ${now.toISOString()}.` };
}

function lasting(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 2) return `${Math.round(ms / 1000)} seconds`;
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
