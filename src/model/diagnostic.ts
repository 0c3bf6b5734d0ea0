/** Where in the user's own text something stands; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The column after the last character marked, where the mark ends on the same line. */
  readonly endColumn?: number;
}

/** The lines of the file around a place, kept so that a renderer needs no file. */
export interface CodeFrame {
  /** The number of the first line in `lines`. */
  readonly from: number;
  readonly lines: readonly string[];
}

export type Severity = "error" | "warning";

/**
 * One finding that a user can act on. The summary is constant for a code; the detail says what is wrong
 * here, in full sentences, and the way out. Never carries a secret.
 */
export interface Diagnostic {
  readonly severity: Severity;
  /** A stable word for scripts and documentation, `unknown-path`. */
  readonly code: string;
  readonly summary: string;
  readonly detail: string;
  readonly place?: Place;
  readonly frame?: CodeFrame;
}

/** The steps from the root of the configuration to a value: keys and list indices. */
export type Path = readonly (string | number)[];

/** A diagnostic that knows its path in the configuration but not yet the file and line; `config/` places it. */
export interface Finding extends Omit<Diagnostic, "place" | "frame"> {
  readonly path: Path;
  /** What to mark: the value at the path, or the key that leads to it. */
  readonly mark: "key" | "value";
}
