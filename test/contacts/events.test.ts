import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asciiText } from "../../src/contacts/ascii-text.ts";
import { compileEvents } from "../../src/contacts/events.ts";
import { ReactionTally } from "../../src/contacts/reaction-tally.ts";
import type { BareChange } from "../../src/contacts/row-change.ts";
import { transitionMark } from "../../src/contacts/transition.ts";
import type { EventRule, Transition } from "../../src/model/event.ts";
import type { Json } from "../../src/model/json.ts";

const diff = (before: Json, after: Json) => ({ field: "F", tag: "F", before, after });

describe("a transition", () => {
  const tenth: Transition = { is: "crosses", field: "F", threshold: 10 };

  test("crosses a threshold from below to it or over it, once, and from a value that was set", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 30 }), fc.integer({ min: -20, max: 30 }), (before, after) => {
        expect(transitionMark(tenth, diff(before, after))).toBe(before < 10 && after >= 10 ? "10" : undefined);
      }),
    );
    expect(transitionMark(tenth, diff(null, 12))).toBeUndefined();
    expect(transitionMark(tenth, diff(9, null))).toBeUndefined();
    expect(transitionMark(tenth, diff("9", "12"))).toBe("10");
    expect(transitionMark(tenth, diff("none", "12"))).toBeUndefined();
  });

  test("is marked by the value that Mailchimp still holds, wherever the new one has moved to", () => {
    const increases: Transition = { is: "increases", field: "F" };
    expect(transitionMark(increases, diff(3, 4))).toBe("3");
    expect(transitionMark(increases, diff(3, 9))).toBe("3");
    expect(transitionMark(increases, diff(3, 2))).toBeUndefined();
    const changes: Transition = { is: "changes", field: "F", from: ["silver"], to: ["gold"] };
    expect(transitionMark(changes, diff("silver", "gold"))).toBe("silver");
    expect(transitionMark(changes, diff("silver", "bronze"))).toBeUndefined();
    expect(transitionMark(changes, diff("bronze", "gold"))).toBeUndefined();
    expect(transitionMark({ is: "changes", field: "F" }, diff("silver", null))).toBe("silver");
    expect(transitionMark({ is: "changes", field: "F", to: ["null"] }, diff("silver", null))).toBeUndefined();
  });
});

describe("a property of an event", () => {
  test.each([
    ["São Brás", "Sao Bras"],
    ["Straße 5", "Strasse 5"],
    ["Łódź", "Lodz"],
    ["“quoted” – twice", '"quoted" - twice'],
    ["two\nlines", "two lines"],
    ["北京", undefined],
    ["ok 👍", undefined],
  ])("%j is spelled in ASCII as %j", (text, plain) => {
    expect(asciiText(text)).toBe(plain);
  });

  test("is ASCII or nothing, whatever the source holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(asciiText(text) ?? "").toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});

const place = { file: "f", line: 1, column: 1 };
const RULE: EventRule = {
  name: "more",
  when: { is: "increases", field: "F" },
  properties: [
    { key: "city", value: { is: "path", of: { source: "s", field: "city", type: "text" }, path: [] } },
    { key: "sales", value: { is: "path", of: { source: "s", field: "sales", type: "number" }, path: [] } },
  ],
  again: 1,
  declaredAt: place,
};
const VOCABULARY = {
  sources: [
    {
      name: "s",
      schema: {
        complete: true,
        fields: [{ name: "city", type: "text" } as const, { name: "sales", type: "number" } as const],
      },
    },
  ],
  mergeFields: [],
};
const CHANGE: BareChange = {
  email: "jane@harbor-coffee.dev",
  action: "update",
  status: "subscribed",
  fields: [diff(1, 2)],
  tags: { add: ["Gold", "quietly"], remove: [] },
  groups: [],
  because: [],
  quiet: ["quietly"],
  verdict: "go",
};

describe("events", () => {
  const eventsOf = compileEvents([RULE], VOCABULARY);
  const subject =
    (city: string, contactId = "c1") =>
    () => ({
      contactId,
      facts: { records: [{ email: CHANGE.email, at: "s:1", values: [city, 2] }], wished: [] },
    });

  test("go to subscribed contacts that are ours already, and to no others", () => {
    expect(eventsOf(CHANGE, subject("Oslo")).events.map(({ name }) => name)).toEqual(["more"]);
    const others: readonly Partial<BareChange>[] = [
      { action: "create" },
      { action: "adopt" },
      { action: "untag" },
      { status: "unsubscribed" },
      { status: "transactional" },
      { verdict: "hold" },
    ];
    for (const other of others) expect(eventsOf({ ...CHANGE, ...other }, subject("Oslo")).events).toEqual([]);
  });

  test("say what they can in ASCII, and tell what they cannot", () => {
    const { events, notes } = eventsOf(CHANGE, subject("北京"));
    expect(events.map(({ properties }) => properties)).toEqual([{ sales: "2" }]);
    expect(notes.map(({ rule }) => rule)).toEqual(["event.more"]);
  });

  test("have an id by contact, name and transition, and by nothing else", () => {
    const id = (change: BareChange, contact: string) => eventsOf(change, subject("Oslo", contact)).events[0]?.id;
    expect(id(CHANGE, "c1")).toMatch(/^[0-9a-f]{20}$/);
    expect(id({ ...CHANGE, email: "moved@harbor-coffee.dev", fields: [diff(1, 7)] }, "c1")).toBe(id(CHANGE, "c1"));
    expect(id(CHANGE, "c2")).not.toBe(id(CHANGE, "c1"));
    expect(id({ ...CHANGE, fields: [diff(0, 2)] }, "c1")).not.toBe(id(CHANGE, "c1"));
  });

  test("and tags that are put on aloud are counted as what starts automations", () => {
    const tally = new ReactionTally({
      events: [RULE],
      automations: [
        { name: "by tag", startsOn: { tag: "gold" }, declaredAt: place },
        { name: "by family", startsOn: { tag: "g*" }, declaredAt: place },
        { name: "by quiet tag", startsOn: { tag: "quietly" }, declaredAt: place },
        { name: "by event", startsOn: { events: ["more", "less"] }, declaredAt: place },
      ],
    });
    tally.change({ ref: "c1", ...CHANGE, ...eventsOf(CHANGE, subject("Oslo")) });
    expect(tally.events).toEqual({ more: 1 });
    expect(tally.automations).toEqual({ "by tag": 1, "by family": 1, "by quiet tag": 0, "by event": 1 });
    expect(tally.requests).toBe(3);
  });
});
