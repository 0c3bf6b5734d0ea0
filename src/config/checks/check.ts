import type { Finding } from "../../model/diagnostic.ts";
import type { Draft } from "../draft.ts";
import type { Rules } from "../rules.ts";

/** Looks at a whole file for one kind of mistake. */
export type Check = (draft: Draft, rules: Rules) => readonly Finding[];
