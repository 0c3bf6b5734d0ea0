import type { Finding, Path } from "../model/diagnostic.ts";
import { type ConfigNode, mapScalars, type ScalarNode } from "./tree.ts";
import { type Piece, pieces } from "./variable.ts";

/** Where the values of variables come from, and what an unset one is worth. */
export interface Variables {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly unset: "error" | "warning";
  /** What stands in for an unset variable, by its name or by the dotted path that it is used at (`audience.id`). */
  readonly standIns?: Readonly<Record<string, string>>;
}

export interface Interpolated {
  readonly root: ConfigNode;
  readonly findings: readonly Finding[];
}

/** Puts the values of `${NAME}` into a tree. Keys stay as they are. */
export function interpolate(root: ConfigNode, variables: Variables): Interpolated {
  const findings: Finding[] = [];
  const filled = mapScalars(root, (scalar, path) => {
    // What another environment would say is nobody's business until it is chosen.
    if (path[0] === "environments") return scalar;
    if (typeof scalar.value !== "string" || !scalar.value.includes("$")) return scalar;
    const result = fill(scalar, pieces(scalar.value), path, variables);
    findings.push(...result.findings);
    return result.scalar;
  });
  return { root: filled, findings };
}

function fill(
  scalar: ScalarNode,
  parts: readonly Piece[],
  path: Path,
  variables: Variables,
): { readonly scalar: ScalarNode; readonly findings: readonly Finding[] } {
  const values = parts.map((piece) => worth(piece, path, variables));
  const missing = parts.flatMap((piece, index) =>
    piece.is === "variable" && values[index] === undefined ? [piece.name] : [],
  );
  const malformed = parts.flatMap((piece) => (piece.is === "malformed" ? [piece.text] : []));
  const filled = {
    written: String(scalar.value),
    secrets: parts.flatMap((piece) => (piece.is === "variable" ? (given(piece.name, variables) ?? []) : [])),
    unset: missing.length > 0 || malformed.length > 0,
  };
  const value = parts.map((piece, index) => values[index] ?? standIn(piece)).join("");
  return {
    scalar: parts.some(({ is }) => is !== "text") ? { ...scalar, value, filled } : { ...scalar, value },
    findings: [
      ...malformed.map((text) => malformedFinding(text, path)),
      ...missing.map((name) => unsetFinding(name, path, variables.unset)),
    ],
  };
}

/** A value that is empty counts as none: that is what an unset secret looks like in most pipelines. */
function worth(piece: Piece, path: Path, variables: Variables): string | undefined {
  switch (piece.is) {
    case "text":
      return piece.text;
    case "malformed":
      return undefined;
    case "variable": {
      const { standIns = {} } = variables;
      return given(piece.name, variables) ?? piece.otherwise ?? standIns[piece.name] ?? standIns[path.join(".")];
    }
  }
}

function given(name: string, { values }: Variables): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === "" ? undefined : value;
}

/** Cannot be mistaken for a value: no id, name or path looks like it. */
function standIn(piece: Piece): string {
  return piece.is === "variable" ? `<${piece.name} is not set>` : "<not readable>";
}

function unsetFinding(name: string, path: Path, severity: "error" | "warning"): Finding {
  return {
    severity,
    code: "variable-unset",
    summary: "An environment variable is not set",
    detail: `\`${name}\` has no value, or an empty one. Set it in the environment, or give a default: \`\${${name}:-…}\`.`,
    path,
    mark: "value",
  };
}

function malformedFinding(text: string, path: Path): Finding {
  return {
    severity: "error",
    code: "variable-malformed",
    summary: "A variable cannot be read",
    detail: `\`${text}\` is no variable. They are written \`\${NAME}\` or \`\${NAME:-default}\`, with a name of letters, digits and \`_\`. For a dollar and a brace as text write \`$\${\`.`,
    path,
    mark: "value",
  };
}
