import type { FieldRef } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { Path } from "../model/diagnostic.ts";
import { resolveField } from "./name.ts";
import type { Parsed } from "./parsed.ts";
import { andThen, gather, shown, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";
import type { Typed } from "./typed.ts";

/** Reads `"{partner.name} {partner.surname}"`; a brace itself is written twice. */
export function parseTemplate(raw: unknown, path: Path, vocabulary: Vocabulary): Parsed<Typed> {
  const at = [...path, "template"];
  if (typeof raw !== "string") return wrong(`\`template\` is a text with paths in braces, not ${shown(raw)}.`, at);
  const tokens = raw.split(/(\{\{|\}\}|\{[^{}]*\})/).filter((token) => token !== "");
  const pieces = tokens.map((token) => part(token, at, vocabulary));
  return andThen(gather(pieces), (parts) => {
    if (parts.some((one) => typeof one !== "string")) {
      return sound({ expression: { is: "template", parts, path }, type: "text" });
    }
    return wrong('A template needs at least one path in braces, such as "{partner.name}".', at);
  });
}

function part(token: string, path: Path, vocabulary: Vocabulary): Parsed<string | FieldRef> {
  if (token === "{{") return sound("{");
  if (token === "}}") return sound("}");
  if (token === "{" || token === "}" || !token.startsWith("{")) return literal(token, path);
  return andThen(
    resolveField(token.slice(1, -1).trim(), path, vocabulary),
    ({ source, field, type }): Parsed<FieldRef> => {
      if (type !== "address") return sound({ source, field, type });
      return wrong(`${source}.${field} is a postal address, and a template is made of texts.`, path);
    },
  );
}

function literal(token: string, path: Path): Parsed<string> {
  if (!/[{}]/.test(token)) return sound(token);
  return wrong("A brace stands alone in this template. Close it, or write it twice to mean the brace itself.", path);
}

function wrong(detail: string, path: Path): Parsed<never> {
  return unsound(ruleFinding("value-shape", detail, path, "value"));
}
