import type { Member } from "./member.ts";

/** Who did it: a webhook's `sources`. */
export type Actor = "user" | "admin" | "api";

/** Something that a webhook can be told of. */
export type Happening =
  | { readonly type: "subscribe" | "profile"; readonly actor: Actor; readonly member: Member }
  | {
      readonly type: "unsubscribe";
      readonly actor: Actor;
      readonly member: Member;
      readonly action: "unsub" | "delete";
      readonly reason: "manual" | "abuse";
    }
  | { readonly type: "upemail"; readonly actor: Actor; readonly member: Member; readonly oldEmail: string }
  | { readonly type: "cleaned"; readonly actor: Actor; readonly member: Member; readonly reason: "hard" | "abuse" };
