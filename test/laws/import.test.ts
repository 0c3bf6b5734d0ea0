import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connect } from "../../src/mailchimp/connection.ts";
import { importAudience, isImported } from "../../src/reconciler/import.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { NOW } from "../support/desk.ts";
import { hostileText } from "../support/hostile-text.ts";
import { sandboxDesk } from "../support/sandbox-desk.ts";

/** Names that are something else to a reader of YAML, to our own language, or to a careless writer. */
const TRICKY = [
  "yes",
  "No",
  "null",
  "~",
  "true",
  "12e3",
  "0x1F",
  "1_000",
  "2026-03-02",
  "12:30",
  "010",
  ".5",
  "-",
  "- item",
  "? question",
  ": value",
  "a: b",
  "a #b",
  "# not a comment",
  "a, b",
  "a,b",
  "{ a: b }",
  "[a]",
  "&anchor",
  "*alias",
  "!tag",
  "| literal",
  "> folded",
  "%directive",
  "@at",
  "`backtick`",
  "it's",
  '"quoted"',
  "back\\slash",
  " leading",
  "trailing ",
  "two\nlines",
  "tab\there",
  "---",
  "...",
  "<<",
  "__proto__",
  "constructor",
  "${HOME}",
  "${",
  "$${a}",
  "$$",
  "cost $5",
  "${a:-b}",
  "${unclosed",
  "tier:*",
  "VIP",
  "vip",
  "☕️ lovers",
  "日本",
  "\u202egold",
  "\ufeffbom",
  "\ufffd",
  "x".repeat(100),
  "y".repeat(101),
  "☕".repeat(100),
  "0123456789abcdef0123456789abcdef-us7",
];

/** Conditions that speak of what has gone, or that only the web application makes. */
const ODD = [
  { condition_type: "TextMerge", field: "GONE", op: "is", value: "x" },
  { condition_type: "TextMerge", field: "FNAME", op: "resembles", value: "x" },
  { condition_type: "StaticSegment", field: "static_segment", op: "static_is", value: 424242 },
  { condition_type: "StaticSegment", field: "static_segment", op: "static_not", value: "424242" },
  { condition_type: "Interests", field: "interests-1234567", op: "interestcontains", value: ["1234567", "1234568"] },
  { condition_type: "BirthdayMerge", field: "BIRTHDAY", op: "starts", value: "January" },
  { condition_type: "ContactEvent", field: "contact_event", op: "is", value: "purchased" },
  { condition_type: "Language", field: "language", op: "is", value: ["en", "de"] },
  { field: "FNAME", op: "is", value: "x" },
  { field: "source", op: "source_is" },
  {},
];

const name = (): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...TRICKY), hostileText(), fc.string({ maxLength: 12 })).filter((text) => text !== "");

const names = (most: number) => fc.uniqueArray(name(), { maxLength: most });

const field = fc.record({
  tag: fc.stringMatching(/^[A-Z0-9_]{1,10}$/).filter((tag) => !/^(FNAME|LNAME|ADDRESS|PHONE|EMAIL)$/.test(tag)),
  name: name(),
  type: fc.constantFrom("text", "number", "dropdown", "radio", "date", "birthday", "phone", "address", "zip", "url"),
  required: fc.boolean(),
  public: fc.boolean(),
  helpText: fc.oneof(fc.constant(""), name()),
  choices: fc.uniqueArray(name(), { minLength: 1, maxLength: 5 }),
});

const flags = fc.dictionary(
  fc.constantFrom("subscribe", "unsubscribe", "profile", "cleaned", "upemail", "campaign"),
  fc.boolean(),
);

const audience = fc.record({
  name: fc.oneof(fc.constant("Harbor Coffee"), name()),
  fields: fc.uniqueArray(field, { maxLength: 6, selector: ({ tag }) => tag }),
  tags: names(12),
  groups: fc.uniqueArray(
    fc.record({
      title: name(),
      interests: names(4),
      type: fc.constantFrom("checkboxes", "radio", "dropdown", "hidden"),
    }),
    {
      maxLength: 3,
      selector: ({ title }) => title,
    },
  ),
  // Nothing keeps two segments of one name apart.
  segments: fc.array(fc.record({ name: name(), odd: fc.option(fc.constantFrom(...ODD), { nil: undefined }) }), {
    maxLength: 6,
  }),
  webhooks: fc.uniqueArray(
    fc.record({
      path: fc.webPath(),
      events: flags,
      sources: fc.dictionary(fc.constantFrom("user", "admin", "api"), fc.boolean()),
    }),
    { maxLength: 3, selector: ({ path }) => new URL(`https://hooks.acme.dev${path}`).pathname },
  ),
});

type Shape = typeof audience extends fc.Arbitrary<infer Value> ? Value : never;

describe("an imported audience", () => {
  it("plans to no change, whatever its names are", { timeout: 120_000 }, async () => {
    const here = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(audience, async (shape) => {
        here.restart();
        build(here.sandbox.world.audience({ id: "abc0123456", name: shape.name }), shape);
        const result = await imported(here.sandbox);
        expect(isImported(result), JSON.stringify(result)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each(TRICKY)("has a name written as %j, or says why not", async (tricky) => {
    const here = await sandboxDesk();
    const made = here.sandbox.world.audience({ id: "abc0123456", name: tricky });
    made.tag(tricky);
    made.group(tricky, [tricky]);
    made.mergeField({ tag: "TRICKY", name: tricky.slice(0, 50), type: "dropdown", choices: [tricky] });
    const result = await imported(here.sandbox);
    if (!isImported(result)) throw new Error(JSON.stringify(result));
    for (const { reason } of result.leftOut) expect(reason).toMatch(/\w/);
    expect([...result.text].filter((character) => /[^\n\P{C}]/u.test(character))).toEqual([]);
  });
});

async function imported(sandbox: Sandbox) {
  const connection = connect({
    apiKey: sandbox.apiKey,
    baseUrl: sandbox.mailchimpUrl,
    concurrency: 8,
    sleep: async () => {},
  });
  try {
    return await importAudience({
      audience: "abc0123456",
      file: "mailchimp.config.yaml",
      send: connection.send,
      sent: () => 0,
      now: NOW,
    });
  } finally {
    connection.close();
  }
}

/** One condition of each sort that refers to something, and one in Mailchimp's own words. */
function conditionsOver({ audience }: Handle, value: string) {
  const [group] = audience.categories.filter(({ interests }) => interests.length > 0);
  const tag = [...audience.segments.values()].find(({ type }) => type === "static");
  return [
    { condition_type: "TextMerge", field: "FNAME", op: "is", value },
    { condition_type: "EmailAddress", field: "EMAIL", op: "contains", value: "@harbor-coffee.dev" },
    { condition_type: "VIP", field: "gmonkey", op: "member" },
    ...(tag === undefined
      ? []
      : [{ condition_type: "StaticSegment", field: "static_segment", op: "static_is", value: tag.id }]),
    ...(group === undefined
      ? []
      : [
          {
            condition_type: "Interests",
            field: `interests-${group.id}`,
            op: "interestcontains",
            value: group.interests.map(({ id }) => id),
          },
        ]),
  ];
}

function build(made: Handle, shape: Shape): void {
  for (const { choices, ...spec } of shape.fields) {
    const chosen = spec.type === "dropdown" || spec.type === "radio" ? { choices } : {};
    made.mergeField({ ...spec, ...chosen });
  }
  for (const tag of shape.tags) made.tag(tag);
  for (const { title, interests, type } of shape.groups) made.group(title, interests, type);
  for (const [index, segment] of shape.segments.entries()) {
    const asked = segment.odd === undefined ? conditionsOver(made, segment.name) : [segment.odd];
    made.segment(segment.name, index % 2 === 0 ? "all" : "any", asked);
  }
  for (const { path, events, sources } of shape.webhooks)
    made.webhook(`https://hooks.acme.dev${path}`, events, sources);
}
