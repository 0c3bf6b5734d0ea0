import type { Finding, Path } from "../../model/diagnostic.ts";
import type { Draft } from "../draft.ts";
import type { Rules } from "../rules.ts";

/** Looks at a whole file for one kind of mistake. */
export type Check = (draft: Draft, rules: Rules) => readonly Finding[];

/** A finding that stops; `what` holds its code and constant summary. */
export function wrong(what: Mistake, detail: string, path: Path, mark: Finding["mark"] = "value"): Finding {
  return { severity: "error", ...what, detail, path, mark };
}

/** A finding that only warns. */
export function doubtful(what: Mistake, detail: string, path: Path, mark: Finding["mark"] = "value"): Finding {
  return { severity: "warning", ...what, detail, path, mark };
}

/** A kind of mistake: its stable word, and the summary that is the same wherever it is made. */
export interface Mistake {
  readonly code: string;
  readonly summary: string;
}
