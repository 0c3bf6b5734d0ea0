import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ContactChange } from "../../src/model/contact.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { ApplyReport } from "../../src/model/report.ts";
import { diagnosticsText } from "../../src/render/diagnostics.ts";
import { planJson } from "../../src/render/plan-json.ts";
import { planText } from "../../src/render/plan-text.ts";
import { planView } from "../../src/render/plan-view.ts";
import { progressLine } from "../../src/render/progress.ts";
import { resultJson } from "../../src/render/result-json.ts";
import { resultText } from "../../src/render/result-text.ts";
import { resultView } from "../../src/render/result-view.ts";
import { testText } from "../../src/render/test-text.ts";
import { hostileText } from "../support/hostile-text.ts";
import { whole } from "../support/json-schema.ts";
import { plan } from "../support/plan-builder.ts";
import { report } from "../support/report-builder.ts";

const width = fc.integer({ min: 20, max: 140 });

/** Everything that cannot be seen for what it is, but for line ends and the joints of an emoji. */
function unseen(text: string): readonly string[] {
  return [...text].filter(
    (character) => /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u.test(character) && character !== "\n",
  );
}

function planOf(email: string, value: string, name: string): Plan {
  const change: Partial<ContactChange> = {
    fields: [
      { field: "FNAME", tag: "FNAME", before: null, after: value },
      { field: "PHONE", tag: "PHONE", before: value, after: `${value}1` },
    ],
    tags: { add: [email], remove: [name] },
    because: [`tag.${email}`],
    reason: `${email} has ${value} already: ${name}`,
  };
  return plan()
    .named(name)
    .in(name)
    .adds("tag", name)
    .changesField("mergeField", name, { field: name, before: [name], after: { [name]: name } })
    .held(name)
    .undeclared("tag", 3)
    .reads(1, 1)
    .types({ FNAME: "text", PHONE: "phone" })
    .counts({ create: 1 })
    .tags(email, 1, 0)
    .values(name, 1)
    .contact("update", email, change)
    .contact("create", email, change)
    .held(`${value} stands at ${email}. ${name}`)
    .refuses(email, "PHONE", `${JSON.stringify(value)} is no phone number of ${email}.`)
    .limit({
      class: "untag",
      key: email,
      found: 9,
      limit: { count: 1 },
      holds: true,
      message: `untag:${email}: 9 is over 1.`,
    })
    .warns({ code: "x", summary: "A warning", detail: `Of ${email}.` })
    .build();
}

function reportOf(email: string, name: string): ApplyReport {
  return report()
    .step("held", name, name)
    .contactsApplied(2)
    .contact("failed", "c1", email, `${email} looks fake. ${name}`)
    .contact("not-reached", "c2", email, name)
    .build();
}

describe("whatever the strings", () => {
  test("no control character leaves a renderer of text without colour", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText(), hostileText(), width, async (a, b, columns) => {
        const options = { colour: false, width: columns };
        const place = { file: a, line: 1, column: 1 + a.length, endColumn: 3 + a.length };
        const finding: Diagnostic = {
          ...{ severity: "error", code: a, summary: b, detail: a, place },
          frame: { from: 1, lines: [a + b, b] },
        };
        const texts = [
          planText(planView(planOf(a, b, a), { showPii: true }), options),
          planText(planView(planOf(a, b, b), { showPii: false }), options),
          resultText(await resultView(reportOf(a, b), true), options),
          diagnosticsText([finding], options),
          progressLine({ phase: a, done: 1, total: 2, failed: 1, elapsedMs: 5000 }, columns),
          testText(
            {
              results: [{ name: a, declaredAt: place, mismatches: [{ on: b, expected: a, found: b, because: [a] }] }],
              unproven: [{ rule: a, never: "true", declaredAt: place }],
            },
            options,
          ),
          await whole(planJson(planOf(a, b, a), { showPii: true, digest: a, exit: 0 })),
          await whole(resultJson(reportOf(a, b), { showPii: true, exit: 0 })),
        ];
        expect(texts.flatMap(unseen)).toEqual([]);
      }),
    );
  });

  test("no name of an object makes a line of its own", () => {
    fc.assert(
      fc.property(hostileText(), (name) => {
        const text = planText(planView(plan().adds("tag", name).build(), { showPii: true }), {
          colour: false,
          width: 400,
        });
        expect(text.split("\n")).toHaveLength(8);
      }),
    );
  });
});

describe("masked output", () => {
  const word = fc.stringMatching(/^[A-Za-z0-9](?:[A-Za-z0-9+_-]{0,10}[A-Za-z0-9])?$/);
  const email = fc.tuple(word, word).map(([local, domain]) => `${local}@${domain}.dev`);
  const value = fc.stringMatching(/^[A-Z][a-z]{3,8}[0-9]{4} [A-Z][a-z]{3,8}[0-9]{4}$/);

  test("never contains an address or a personal value", async () => {
    await fc.assert(
      fc.asyncProperty(email, value, width, async (address, personal, columns) => {
        const of = planOf(address, personal, "vip");
        const texts = [
          planText(planView(of, { showPii: false }), { colour: false, width: columns }),
          await whole(planJson(of, { showPii: false, digest: "", exit: 0 })),
          resultText(await resultView(reportOf(address, "vip"), false), { colour: false, width: columns }),
          await whole(resultJson(reportOf(address, "vip"), { showPii: false, exit: 0 })),
        ].map((text) => text.toLowerCase());
        for (const text of texts) {
          expect(text).not.toContain(address.toLowerCase());
          for (const part of personal.toLowerCase().split(" ")) expect(text).not.toContain(part);
        }
      }),
    );
  });

  test("names an address of any shape by nothing but its first letters", async () => {
    await fc.assert(
      fc.asyncProperty(fc.emailAddress(), async (address) => {
        const text = await whole(
          planJson(planOf(address, "Personal 1234", "vip"), { showPii: false, digest: "", exit: 0 }),
        );
        expect(text.toLowerCase()).not.toContain(address.toLowerCase());
      }),
    );
  });
});
