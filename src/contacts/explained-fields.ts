import type { ExplainedField, KeptReason } from "../model/explained-person.ts";
import type { Json } from "../model/json.ts";
import { compileValue } from "../rules/compiled-value.ts";
import { valueLine } from "../rules/value-line.ts";
import type { Comparing } from "./comparing.ts";
import { type NormalValue, normalWish, sameNormal } from "./normal-form.ts";
import { type Writing, writing } from "./write-policy.ts";

/** What becomes of each merge field that has a value, in the order of the file; last the one that keeps the address. */
export function explainedFields(comparing: Comparing): readonly ExplainedField[] {
  const { declared, projection, vocabulary, facts } = comparing;
  const fields = declared.fields.map((rule, index): ExplainedField => {
    const from = valueLine(rule.value);
    const { several } = compileValue(rule.value, vocabulary)(facts);
    const at = projection.fields.findIndex((field) => field.index === index);
    if (at >= 0) return { key: rule.key, tag: rule.tag, from, several, ...standing(at, comparing) };
    const normal = normalWish(comparing.wish.values[index], { ...rule, type: rule.type ?? "text" });
    const wished = { wished: shown(normal.value), written: false, kept: "not-standing", cut: false } as const;
    return { key: rule.key, tag: rule.tag, from, several, ...wished };
  });
  const { lastAddress } = projection;
  const kept = declared.lastAddress;
  if (lastAddress === undefined || kept === undefined) return fields;
  return [...fields, { ...kept, from: "sync.lastAddress", several: false, ...standing(lastAddress, comparing) }];
}

type Outcome = Pick<ExplainedField, "wished" | "held" | "written" | "kept" | "refused" | "cut">;

function standing(at: number, comparing: Comparing): Outcome {
  const { row, live, change, projection } = comparing;
  const field = projection.fields[at];
  const after = row.values[at] ?? "";
  const refused = row.refused.find(([index]) => index === at)?.[1];
  const diff = change?.fields.find((one) => one.field === field?.key);
  const kept = diff === undefined ? keptReason(at, refused !== undefined, comparing) : undefined;
  return {
    wished: shown(after),
    ...(live === undefined ? {} : { held: shown(live.values[at] ?? "") }),
    written: diff !== undefined,
    ...(kept === undefined ? {} : { kept }),
    ...(refused === undefined ? {} : { refused }),
    cut: row.notes.some(([rule]) => rule === field?.key),
  };
}

const KEPT: Readonly<Record<Writing, KeptReason | undefined>> = {
  // It would be written, and the plan does not: the id is at work at another address.
  written: "id-elsewhere",
  same: undefined,
  "create-only": "create-only",
  filled: "filled",
  kept: "kept",
  "not-cleared-on-adoption": "not-cleared-on-adoption",
};

function keptReason(at: number, refused: boolean, comparing: Comparing): KeptReason | undefined {
  const { live, current, owned, projection, row } = comparing;
  const field = projection.fields[at];
  if (refused) return "refused";
  if (live === undefined || field === undefined || !current) return undefined;
  const [before, after] = [live.values[at] ?? "", row.values[at] ?? ""];
  return sameNormal(before, after) ? undefined : KEPT[writing(field, before, after, owned)];
}

function shown(value: NormalValue): Json {
  return value === "" ? null : value;
}
