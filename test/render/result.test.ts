import { describe, expect, test } from "vitest";
import type { ApplyReport } from "../../src/model/report.ts";
import { resultJson } from "../../src/render/result-json.ts";
import { resultText } from "../../src/render/result-text.ts";
import { resultView } from "../../src/render/result-view.ts";
import { publishedSchema, undescribed, whole } from "../support/json-schema.ts";
import { report } from "../support/report-builder.ts";

async function shown(of: ApplyReport, showPii = false, colour = false): Promise<string> {
  return resultText(await resultView(of, showPii), { colour, width: 100 });
}

function golden(name: string): string {
  return `golden/result/${name}`;
}

const COMPLETE = report().step("applied", "TIER").step("applied", "SALES").contactsApplied(1315).build();

const PARTIAL = partial().build();

const STOPPED = report()
  .step("applied", "TIER")
  .contactsApplied(500)
  .contact("not-reached", "c501", "jane@harbor-coffee.dev", "Stopped before it was sent.")
  .contact("not-reached", "c502", "omar@lantern-books.dev", "Stopped before it was sent.")
  .sent(2, 12)
  .interrupted()
  .build();

function partial() {
  return report()
    .step("applied", "TIER")
    .step("held", "EARNED", "Mailchimp cannot change the type of a merge field. Declare a new field instead.")
    .step("failed", "REF", 'Mailchimp stored the type as "text", not "number".')
    .contactsApplied(1312)
    .contact(
      "failed",
      "c14",
      "jane@harbor-coffee.dev",
      "jane@harbor-coffee.dev looks fake or invalid, please enter a real email address.",
    )
    .contact(
      "failed",
      "c39",
      "omar@lantern-books.dev",
      "omar@lantern-books.dev looks fake or invalid, please enter a real email address.",
    )
    .contact("failed", "c77", "mei@tidepool-yoga.dev", "PHONE: Please enter a phone number.")
    .contact("held", "c80", "pavel@old-mill-bikes.dev", "This person was permanently deleted and must sign up again.")
    .contact("not-reached", "c81", "ines@paper-kite.dev", "mergeField.REF was not made.")
    .sent(14, 12);
}

describe("the report of an apply", () => {
  test("that did everything says so in a few lines", async () => {
    await expect(await shown(COMPLETE)).toMatchFileSnapshot(golden("complete.txt"));
  });

  test("that did a part names each reason once, whom it concerns and what to do next", async () => {
    await expect(await shown(PARTIAL)).toMatchFileSnapshot(golden("partial-masked.txt"));
    await expect(await shown(PARTIAL, true)).toMatchFileSnapshot(golden("partial.txt"));
    await expect(await shown(PARTIAL, true, true)).toMatchFileSnapshot(golden("partial-coloured.txt"));
  });

  test("that was stopped says what was not reached", async () => {
    await expect(await shown(STOPPED)).toMatchFileSnapshot(golden("interrupted.txt"));
  });

  test("names twenty of a thousand failures and counts the others", async () => {
    let many = report().contactsApplied(20);
    for (let n = 1; n <= 1000; n += 1) {
      const reason = n % 10 === 0 ? "Too many sign-ups in a short time." : `user${n}@harbor-coffee.dev looks fake.`;
      many = many.contact("failed", `c${n}`, `user${n}@harbor-coffee.dev`, reason);
    }
    await expect(await shown(many.build())).toMatchFileSnapshot(golden("thousand-failures.txt"));
  });

  test("says so where its numbers do not add up to the plan", async () => {
    const text = await shown(report().contactsApplied(9).build(10));
    expect(text).toContain("The outcomes of the contacts are 9, not 10");
    expect(text).toContain("Apply incomplete: 9 of 10 applied.");
  });

  test("as JSON is what the published schema describes", async () => {
    const schema = publishedSchema("result.v1.schema.json");
    expect(undescribed(schema.source)).toEqual([]);
    for (const of of [COMPLETE, PARTIAL, STOPPED, report().build()]) {
      schema.validate(JSON.parse(await whole(resultJson(of, { showPii: false, exit: 5 }))));
      expect(schema.validate.errors ?? []).toEqual([]);
    }
    await expect(await whole(resultJson(PARTIAL, { showPii: false, exit: 5 }))).toMatchFileSnapshot(
      golden("partial-masked.json"),
    );
  });
});
