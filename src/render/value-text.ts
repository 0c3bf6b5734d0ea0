import { isJsonObject, type Json } from "../model/json.ts";
import { conditionText, isCondition } from "./condition-text.ts";
import { clipped } from "./text/width.ts";

/** A value as a person reads it: words bare, other text in quotes so that `12` and `"12"` differ, null as `(unset)`. */
export function valueText(value: Json): string {
  return clipped(unclipped(value), LONGEST);
}

/** A list that became another, by what came and went where both are too long to compare at a glance. */
export function changeText(before: Json, after: Json): string {
  if (Array.isArray(before) && Array.isArray(after) && (isLong(before, after) || after.some(isCondition))) {
    const [had, has] = [before.map(unclipped), after.map(unclipped)];
    const added = has.filter((item) => !had.includes(item)).map((item) => `+${item}`);
    const removed = had.filter((item) => !has.includes(item)).map((item) => `−${item}`);
    const parted = after.some(isCondition) ? ", " : " ";
    if (added.length + removed.length > 0) return clipped([...added, ...removed].join(parted), 2 * LONGEST);
  }
  return `${valueText(before)} → ${valueText(after)}`;
}

/** Longer values are cut in text; JSON has them whole. */
const LONGEST = 72;

/** So many items can be compared at a glance. */
const GLANCE = 6;

const WORD = /^(?!(?:true|false|null|unset)$)[\p{L}•][\p{L}\p{N}_.@:+*/•-]*$/u;

function unclipped(value: Json): string {
  if (value === null) return "(unset)";
  if (typeof value === "string") return WORD.test(value) ? value : quoted(value);
  if (Array.isArray(value)) return `[${value.map(unclipped).join(", ")}]`;
  if (isCondition(value)) return conditionText(value, unclipped);
  if (isJsonObject(value)) return `{${entries(value)}}`;
  return String(value);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function entries(value: { readonly [key: string]: Json }): string {
  return Object.entries(value)
    .map(([key, item]) => `${key}: ${unclipped(item)}`)
    .join(", ");
}

function isLong(before: readonly Json[], after: readonly Json[]): boolean {
  return before.length > GLANCE && after.length > GLANCE;
}
