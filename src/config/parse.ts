import { LineCounter, parseDocument, type YAMLError } from "yaml";
import type { Diagnostic } from "../model/diagnostic.ts";
import { compose } from "./compose.ts";
import { refusedText } from "./refused-text.ts";
import { notClosed, SYNTAX_ERRORS, type SyntaxCode } from "./syntax-error.ts";
import type { ConfigNode, MapNode } from "./tree.ts";
import { maskVariables } from "./variable.ts";

/** What reading a text as YAML gave: a tree unless something is so wrong that nothing else can be said. */
export interface Parsed {
  readonly root?: MapNode;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the text of a configuration file. */
export function parse(file: string, text: string): Parsed {
  const refusal = refusedText(file, text);
  if (refusal !== undefined) return { diagnostics: [refusal] };
  const lineCounter = new LineCounter();
  const document = parseDocument(maskVariables(text), {
    lineCounter,
    prettyErrors: false,
    stringKeys: false,
    logLevel: "error",
  });
  const broken = worthTelling([...document.errors, ...document.warnings]);
  if (broken.length > 0) return { diagnostics: broken.map((error) => syntaxDiagnostic(error, file, lineCounter)) };
  if (document.directives.yaml.version !== "1.2") return { diagnostics: [oldYaml(file)] };
  const { node, diagnostics } = compose(document, file, lineCounter);
  return rooted(node, diagnostics, file);
}

/** One slip makes the parser stumble several times: the first is the slip, the others are its echo. */
function worthTelling(errors: readonly YAMLError[]): readonly YAMLError[] {
  const inOrder = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const independent = inOrder.filter(({ code }) => code === "DUPLICATE_KEY" || code === "TAG_RESOLVE_FAILED");
  const stumble = inOrder.find((error) => !independent.includes(error));
  return stumble === undefined ? independent : [...independent, stumble];
}

function syntaxDiagnostic(error: YAMLError, file: string, lineCounter: LineCounter): Diagnostic {
  const code: SyntaxCode = error.code;
  const { line, col } = lineCounter.linePos(error.pos[0]);
  const open = /must be sufficiently indented and end with a (.)$/.exec(error.message)?.[1];
  const words = open === undefined ? SYNTAX_ERRORS[code] : notClosed(open);
  return { severity: "error", ...words, place: { file, line, column: col } };
}

function rooted(node: ConfigNode | undefined, diagnostics: readonly Diagnostic[], file: string): Parsed {
  if (diagnostics.length > 0) return { diagnostics };
  if (node?.is === "map" && node.entries.length > 0) return { root: node, diagnostics };
  const nothing = node === undefined || (node.is === "scalar" && node.value === null) || node.is === "map";
  return { diagnostics: [nothing ? empty(file) : notAMapping(file)] };
}

function oldYaml(file: string): Diagnostic {
  return {
    severity: "error",
    code: "yaml-version",
    summary: "Another version of YAML is asked for",
    detail:
      "A configuration is YAML 1.2, in which `yes` and `no` are texts and `010` is ten. Take the line `%YAML` out.",
    place: { file, line: 1, column: 1 },
  };
}

function empty(file: string): Diagnostic {
  return {
    severity: "error",
    code: "empty-file",
    summary: "The configuration is empty",
    detail:
      "The file holds nothing but blanks and comments. A configuration starts with `version: 1` and an `audience`; `audiencectl init` writes one.",
    place: { file, line: 1, column: 1 },
  };
}

function notAMapping(file: string): Diagnostic {
  return {
    severity: "error",
    code: "not-a-mapping",
    summary: "The configuration is not a mapping",
    detail:
      "At its top level the file must hold keys with values, such as `version: 1` and `audience:`, but it holds a list or a single value.",
    place: { file, line: 1, column: 1 },
  };
}
