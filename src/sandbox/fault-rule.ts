/** What can go wrong on order. */
const FAULT_KINDS = {
  "429": "429 with the problem document; 429=2 adds Retry-After: 2",
  "429-bare": "429 with an empty body",
  "403-bare": "403 with an empty body, as at very high volume",
  "500": "500 problem document",
  "502": "502 with the HTML page of the network before Mailchimp",
  "503": "503 with that network's own JSON",
  cut: "the connection is cut before anything is done",
  lost: "the request is carried out, then the connection is cut: the answer is lost",
  "lost-502": "the request is carried out, then answered 502",
  hang: "no answer, until the client gives up",
  truncated: "the request is carried out, its JSON stops in the middle",
  slow: "the answer waits; slow=MS, 2000 unless given",
  reject: "400 Invalid Resource, whatever was sent",
  german: "messages in German, as an account in German gets them",
} as const;

/** What can go wrong on order. */
type FaultKind = keyof typeof FAULT_KINDS;

/** One order: which fault, for which requests, how often. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Milliseconds of `slow`, seconds of a 429's Retry-After. */
  readonly amount?: number;
  readonly method?: string;
  /** Segments below /3.0; `*` is one segment, a last `**` is any number of them. */
  readonly path?: string;
  /** 0 to 1; always when neither this, `nth` nor `first` is given. */
  readonly chance?: number;
  /** Only the nth request that matches, from 1. */
  readonly nth?: number;
  /** Only the first so many requests that match. */
  readonly first?: number;
}

/** Orders, the first that fires wins. */
export type FaultRules = readonly FaultRule[];

/** A text that orders no faults. */
export class FaultSyntaxError extends Error {
  constructor(part: string, reason: string) {
    super(
      `"${part}" orders no fault: ${reason}\n` +
        `Write KIND[=AMOUNT][@[METHOD] [/PATH]][:WHEN], several with commas, such as "429:0.05,502@POST /lists/*:0.1,lost@POST:#3".\n` +
        `KIND is one of ${Object.keys(FAULT_KINDS).join(", ")}. WHEN is a probability (0.05 or 5%), #3 (the third such request) or x2 (the first two).`,
    );
    this.name = "FaultSyntaxError";
  }
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Reads `--faults`. Rules stand between commas, each `KIND[=AMOUNT][@[METHOD] [/PATH]][:WHEN]`:
 * `429:0.05` (five in a hundred requests), `502@POST /lists/*:0.1`, `lost@POST:#3` (the third POST),
 * `slow=500@GET`, `429=2:x5` (the first five, with Retry-After: 2). Without WHEN: always.
 */
export function parseFaults(text: string): FaultRules {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(parsedRule);
}

function parsedRule(part: string): FaultRule {
  const shape = /^([a-z0-9-]+)(?:=([^@:]*))?(?:@([^:]*))?(?::(.*))?$/i.exec(part);
  if (shape === null) throw new FaultSyntaxError(part, "it does not have that form.");
  const [, kind = "", amount, target, when] = shape;
  if (!isKind(kind)) throw new FaultSyntaxError(part, `there is no fault "${kind}".`);
  return { kind, ...amountOf(part, amount), ...targetOf(part, target), ...whenOf(part, when) };
}

function isKind(word: string): word is FaultKind {
  return Object.hasOwn(FAULT_KINDS, word);
}

function amountOf(part: string, amount: string | undefined): Partial<FaultRule> {
  if (amount === undefined) return {};
  if (!/^\d+$/.test(amount)) throw new FaultSyntaxError(part, `"${amount}" is no whole number.`);
  return { amount: Number(amount) };
}

function targetOf(part: string, target: string | undefined): Partial<FaultRule> {
  if (target === undefined) return {};
  const [, method, path] = /^\s*([A-Za-z]+)?\s*(\/\S*)?\s*$/.exec(target) ?? [];
  if (method === undefined && path === undefined)
    throw new FaultSyntaxError(part, `"${target}" is no method and no path.`);
  if (method !== undefined && !METHODS.includes(method.toUpperCase())) {
    throw new FaultSyntaxError(part, `"${method}" is none of ${METHODS.join(", ")}.`);
  }
  return { ...(method !== undefined && { method: method.toUpperCase() }), ...(path !== undefined && { path }) };
}

function whenOf(part: string, when: string | undefined): Partial<FaultRule> {
  if (when === undefined) return {};
  const [, sign, digits] = /^([#x])(\d+)$/.exec(when) ?? [];
  if (sign === "#") return { nth: Number(digits) };
  if (sign === "x") return { first: Number(digits) };
  const chance = when.endsWith("%") ? Number(when.slice(0, -1)) / 100 : Number(when);
  if (when === "" || !(chance >= 0 && chance <= 1))
    throw new FaultSyntaxError(part, `"${when}" is no probability, #N or xN.`);
  return { chance };
}
