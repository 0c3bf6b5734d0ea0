import type { Check } from "./check.ts";

/** Every named check, in the order of the file's sections. */
export const CHECKS: readonly { readonly name: string; readonly check: Check }[] = [];
