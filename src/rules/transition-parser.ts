import type { Vocabulary } from "../model/desired.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import type { Transition, TransitionValue } from "../model/event.ts";
import { didYouMean } from "../model/nearest-name.ts";
import { parseLiteral } from "./literal.ts";
import { TYPE_WORDS } from "./operator-fit.ts";
import { andThen, gather, isMapping, mapParsed, type Parsed, shown, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";

/** Reads what must happen to a merge field's value, as it stands under the `when` of an event. */
export function parseTransition(raw: unknown, path: Path, fields: Vocabulary["mergeFields"]): Parsed<Transition> {
  const [form, ...more] = isMapping(raw) ? Object.keys(raw) : [];
  if (!isMapping(raw) || form === undefined || more.length > 0) return unsound(shape(raw, path));
  const at = [...path, form];
  switch (form) {
    case "crosses":
      return andThen(oneField(raw[form], at, "{ crosses: { TOTAL_SALES: 10 } }", fields), (asked) => crosses(asked));
    case "changes":
      return andThen(oneField(raw[form], at, "{ changes: { TIER: { to: gold } } }", fields), (asked) => changes(asked));
    case "increases":
      return increases(raw[form], at, fields);
    default: {
      const detail = `${shown(form)} is no transition.${didYouMean(form, FORMS)} An event asks one of \`crosses\`, \`changes\` and \`increases\`; conditions stand in tags and groups.`;
      return unsound(ruleFinding("transition-shape", detail, at, "key"));
    }
  }
}

const FORMS = ["crosses", "changes", "increases"];

type Field = Vocabulary["mergeFields"][number];

/** A field with what is asked of it. */
interface Asked {
  readonly field: Field;
  readonly raw: unknown;
  readonly at: Path;
}

function oneField(raw: unknown, at: Path, example: string, fields: readonly Field[]): Parsed<Asked> {
  const [key, ...more] = isMapping(raw) ? Object.keys(raw) : [];
  if (!isMapping(raw) || key === undefined || more.length > 0) {
    const detail = `\`${String(at.at(-1))}\` takes one merge field with what is asked of it, such as \`${example}\`. It cannot be ${more.length > 0 ? "several" : shown(raw)}.`;
    return unsound(ruleFinding("transition-shape", detail, at, "value"));
  }
  const inner = [...at, key];
  return mapParsed(fieldNamed(key, inner, "key", fields), (field) => ({ field, raw: raw[key], at: inner }));
}

function fieldNamed(key: string, at: Path, mark: Finding["mark"], fields: readonly Field[]): Parsed<Field> {
  const field = fields.find((one) => one.key === key);
  if (field !== undefined) return sound(field);
  const keys = fields.map((one) => one.key);
  const detail = `${shown(key)} is no merge field with a value.${didYouMean(key, keys)} A transition is about a value that Mailchimp holds, so it names the key of a merge field.`;
  return unsound(ruleFinding("transition-field", detail, at, mark));
}

function crosses({ field, raw, at }: Asked): Parsed<Transition> {
  if (field.type !== "number") return unsound(notNumber("crosses", field, at, "key"));
  const threshold = parseLiteral(raw, "gte", { name: field.key, type: "number" }, at);
  return andThen(threshold, (value) =>
    typeof value === "number"
      ? sound<Transition>({ is: "crosses", field: field.key, threshold: value })
      : unsound(ruleFinding("literal-type", "A threshold is a number.", at, "value")),
  );
}

function increases(raw: unknown, at: Path, fields: readonly Field[]): Parsed<Transition> {
  if (typeof raw !== "string") {
    const detail = `\`increases\` takes the key of a merge field, such as \`{ increases: TOTAL_PAID }\`. It cannot be ${shown(raw)}.`;
    return unsound(ruleFinding("transition-shape", detail, at, "value"));
  }
  return andThen(fieldNamed(raw, at, "value", fields), (field) =>
    field.type === "number"
      ? sound<Transition>({ is: "increases", field: field.key })
      : unsound(notNumber("increases", field, at, "value")),
  );
}

function changes({ field, raw, at }: Asked): Parsed<Transition> {
  if (field.type === "address" || field.type === "list") {
    const detail = `${field.key} is ${TYPE_WORDS[field.type]}, of which single values cannot be told. Name a field with one value.`;
    return unsound(ruleFinding("transition-type", detail, at, "key"));
  }
  if (!isMapping(raw)) {
    const detail = `Say from what and to what it changes: \`{ ${field.key}: { from: …, to: … } }\`; each is a value or a list, and either may be left out. It cannot be ${shown(raw)}.`;
    return unsound(ruleFinding("transition-shape", detail, at, "value"));
  }
  const unknown = Object.keys(raw).filter((key) => key !== "from" && key !== "to");
  const strays = unknown.map((key) => {
    const detail = `${shown(key)} cannot stand here.${didYouMean(key, ["from", "to"])} The keys are \`from\` and \`to\`.`;
    return ruleFinding("transition-shape", detail, [...at, key], "key");
  });
  const [from, to] = [valuesOf("from", field, raw, at), valuesOf("to", field, raw, at)];
  if (strays.length > 0 || from.value === undefined || to.value === undefined)
    return unsound(...strays, ...from.findings, ...to.findings);
  const sides = { ...side("from", from.value), ...side("to", to.value) };
  return sound({ is: "changes", field: field.key, ...sides }, [...from.findings, ...to.findings]);
}

function side(name: "from" | "to", values: readonly TransitionValue[]) {
  return values.length === 0 ? {} : { [name]: values };
}

function valuesOf(
  key: "from" | "to",
  field: Field,
  raw: Readonly<Record<string, unknown>>,
  at: Path,
): Parsed<readonly TransitionValue[]> {
  if (!Object.hasOwn(raw, key)) return sound([]);
  const written = raw[key];
  const items: readonly unknown[] = Array.isArray(written) ? written : [written];
  const compared = {
    name: field.key,
    type: field.type,
    ...(field.choices === undefined ? {} : { values: field.choices }),
  };
  const parsed = items.map((item, index) => {
    const path = Array.isArray(written) ? [...at, key, index] : [...at, key];
    return andThen(
      parseLiteral(item, "eq", compared, path),
      (value): Parsed<TransitionValue> =>
        typeof value === "object"
          ? unsound(ruleFinding("literal-type", "One value is needed here.", path, "value"))
          : sound(value),
    );
  });
  return gather(parsed);
}

function notNumber(form: string, field: Field, at: Path, mark: Finding["mark"]): Finding {
  const detail = `${field.key} is ${TYPE_WORDS[field.type]}, and \`${form}\` compares numbers. To ask for a change of another value, write \`{ changes: { ${field.key}: { to: … } } }\`.`;
  return ruleFinding("transition-type", detail, at, mark);
}

function shape(raw: unknown, path: Path): Finding {
  const given = isMapping(raw) ? (Object.keys(raw).length === 0 ? "an empty mapping" : "several at once") : shown(raw);
  const detail = `An event asks for one transition: \`{ crosses: { TOTAL_SALES: 10 } }\`, \`{ changes: { TIER: { from: silver, to: gold } } }\` or \`{ increases: TOTAL_PAID }\`. It cannot be ${given}.`;
  return ruleFinding("transition-shape", detail, path, "value");
}
