import { hash } from "node:crypto";
import { hexWord } from "../model/hex-word.ts";

/** The first 96 bits of a member id, as three numbers. */
export type MemberKey = readonly [number, number, number];

/** Mailchimp's member id, the subscriber hash: MD5 of the address in lower case, in hex. */
export function memberId(email: string): string {
  return hash("md5", email.toLowerCase(), "hex");
}

/** The key of an address. */
export function keyOfEmail(email: string): MemberKey {
  return keyOfMemberId(memberId(email));
}

/** The key of a member id that Mailchimp gave; no hashing is needed. */
export function keyOfMemberId(id: string): MemberKey {
  return [hexWord(id, 0), hexWord(id, 8), hexWord(id, 16)];
}
