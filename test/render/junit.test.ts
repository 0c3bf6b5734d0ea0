import fc from "fast-check";
import { expect, test } from "vitest";
import type { RuleTestReport } from "../../src/model/rule-test-report.ts";
import { junit } from "../../src/render/junit.ts";

const at = (line: number) => ({ file: "mailchimp.config.yaml", line, column: 5 });

const REPORT: RuleTestReport = {
  results: [
    { name: "a gold partner with twelve sales", declaredAt: at(80), mismatches: [] },
    {
      name: 'a partner called "Ada" & <friends>',
      declaredAt: at(84),
      mismatches: [
        {
          on: "tag.active",
          expected: true,
          found: false,
          because: ['partner.status equals "active" is false: it is "pending".'],
        },
        { on: "mergeField.TIER", expected: "gold", found: null },
      ],
    },
  ],
  unproven: [
    { rule: "tag.pending", never: "true", declaredAt: at(31) },
    { rule: "sync.include", never: "false" },
  ],
};

test("a pipeline can show the tests of the file", async () => {
  await expect(junit(REPORT)).toMatchFileSnapshot("golden/junit.xml");
});

test("a file without tests is a suite without cases", () => {
  expect(junit({ results: [], unproven: [] })).toContain('tests="0" failures="0"');
});

test("whatever a test is called, the XML is well formed", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("]]>", "\u0000", "\uD800", "\uFFFE", "a\nb", "\r", "<![CDATA["),
  );
  fc.assert(
    fc.property(text, text, text, (name, found, because) => {
      const mismatches = [{ on: "tag.a", expected: true, found, because: [because] }];
      const xml = junit({ results: [{ name, declaredAt: at(1), mismatches }], unproven: [] });
      expect(openElements(xml)).toEqual([]);
    }),
  );
});

/** Reads XML strictly: what it cannot read, or elements that were never closed. */
function openElements(xml: string): readonly string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids.
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u.test(xml)) return ["forbidden character"];
  const open: string[] = [];
  const rest = xml.replace(/^<\?xml [^<>]*\?>/, "");
  for (const [token] of rest.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)([a-z-]+)((?: [a-z]+="(?:[^<>&"]|&(?:amp|lt|gt|quot|apos|#\d+);)*")*)(\/?)>$/.exec(token);
    const isText = /^(?:[^<>&]|&(?:amp|lt|gt|quot|apos|#\d+);)*$/.test(token);
    if (tag === null && !isText) return [`unreadable: ${token}`];
    if (tag === null || tag[4] === "/") continue;
    if (tag[1] !== "/") open.push(tag[2] ?? "");
    else if (open.pop() !== tag[2]) return [`closed out of turn: ${tag[2]}`];
  }
  return open;
}
