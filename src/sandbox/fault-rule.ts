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
export type FaultKind = keyof typeof FAULT_KINDS;

/** What can go wrong with the built-in Partnero on order. */
const PARTNERO_FAULT_KINDS = {
  "429": "429 Too Many Attempts without a word when to come again; 429=2 adds Retry-After: 2",
  "403": "403, as for an account without access to the API",
  "422": "422 with `errors`, whatever was sent",
  "500": "500 Server Error",
  "502": "502 with the HTML page of the network before Partnero",
  "503": "503 Service Unavailable",
  cut: "the connection is cut before anything is done",
  lost: "the request is carried out, then the connection is cut: the answer is lost",
  hang: "no answer, until the client gives up",
  truncated: "the request is carried out, its JSON stops in the middle",
  slow: "the answer waits; slow=MS, 2000 unless given",
} as const;

/** What can go wrong with the built-in Partnero on order. */
export type PartneroFaultKind = keyof typeof PARTNERO_FAULT_KINDS;

/** One order: which fault, for which requests, how often. */
export interface FaultRule<Kind extends string = FaultKind> {
  readonly kind: Kind;
  /** Milliseconds of `slow`, seconds of a 429's Retry-After. */
  readonly amount?: number;
  readonly method?: string;
  /** Segments below /3.0 or /v1; `*` is one segment, a last `**` is any number of them. */
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

/** Orders to the built-in Partnero. */
export type PartneroFaultRules = readonly FaultRule<PartneroFaultKind>[];

/** What can be ordered of one service. */
interface Grammar<Kind extends string = string> {
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly example: string;
}

const MAILCHIMP: Grammar<FaultKind> = {
  kinds: FAULT_KINDS,
  example: "429:0.05,502@POST /lists/*:0.1,lost@POST:#3",
};

const PARTNERO: Grammar<PartneroFaultKind> = {
  kinds: PARTNERO_FAULT_KINDS,
  example: "429=1:0.05,502@GET /partners/*:0.1,truncated:#3",
};

/** A text that orders no faults. */
export class FaultSyntaxError extends Error {
  constructor(part: string, reason: string, { kinds, example }: Grammar) {
    super(
      `"${part}" orders no fault: ${reason}\n` +
        `Write KIND[=AMOUNT][@[METHOD] [/PATH]][:WHEN], several with commas, such as "${example}".\n` +
        `KIND is one of ${Object.keys(kinds).join(", ")}. WHEN is a probability (0.05 or 5%), #3 (the third such request) or x2 (the first two).`,
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
  return parsed(text, MAILCHIMP);
}

/** Reads `--partnero-faults`: the same form, with Partnero's kinds and paths below /v1. */
export function parsePartneroFaults(text: string): PartneroFaultRules {
  return parsed(text, PARTNERO);
}

/** Says that a part of the text orders nothing. */
type Refuse = (reason: string) => FaultSyntaxError;

function parsed<Kind extends string>(text: string, grammar: Grammar<Kind>): readonly FaultRule<Kind>[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => parsedRule(part, grammar, (reason) => new FaultSyntaxError(part, reason, grammar)));
}

function parsedRule<Kind extends string>(part: string, grammar: Grammar<Kind>, refuse: Refuse): FaultRule<Kind> {
  const shape = /^([a-z0-9-]+)(?:=([^@:]*))?(?:@([^:]*))?(?::(.*))?$/i.exec(part);
  if (shape === null) throw refuse("it does not have that form.");
  const [, kind = "", amount, target, when] = shape;
  if (!isKind(kind, grammar)) throw refuse(`there is no fault "${kind}".`);
  return { kind, ...amountOf(amount, refuse), ...targetOf(target, refuse), ...whenOf(when, refuse) };
}

function isKind<Kind extends string>(word: string, { kinds }: Grammar<Kind>): word is Kind {
  return Object.hasOwn(kinds, word);
}

type Part = Omit<FaultRule, "kind">;

function amountOf(amount: string | undefined, refuse: Refuse): Part {
  if (amount === undefined) return {};
  if (!/^\d+$/.test(amount)) throw refuse(`"${amount}" is no whole number.`);
  return { amount: Number(amount) };
}

function targetOf(target: string | undefined, refuse: Refuse): Part {
  if (target === undefined) return {};
  const [, method, path] = /^\s*([A-Za-z]+)?\s*(\/\S*)?\s*$/.exec(target) ?? [];
  if (method === undefined && path === undefined) throw refuse(`"${target}" is no method and no path.`);
  if (method !== undefined && !METHODS.includes(method.toUpperCase())) {
    throw refuse(`"${method}" is none of ${METHODS.join(", ")}.`);
  }
  return { ...(method !== undefined && { method: method.toUpperCase() }), ...(path !== undefined && { path }) };
}

function whenOf(when: string | undefined, refuse: Refuse): Part {
  if (when === undefined) return {};
  const [, sign, digits] = /^([#x])(\d+)$/.exec(when) ?? [];
  if (sign === "#") return { nth: Number(digits) };
  if (sign === "x") return { first: Number(digits) };
  const chance = when.endsWith("%") ? Number(when.slice(0, -1)) / 100 : Number(when);
  if (when === "" || !(chance >= 0 && chance <= 1)) throw refuse(`"${when}" is no probability, #N or xN.`);
  return { chance };
}
