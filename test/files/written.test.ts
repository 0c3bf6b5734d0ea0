import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openWritten, type Written } from "../../src/files/written.ts";
import { writtenName } from "../../src/files/written-part.ts";
import type { ContactChange } from "../../src/model/contact.ts";
import type { FamilyRule } from "../../src/model/desired.ts";

const EMAIL = "jane@harbor-coffee.dev";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "audiencectl-written-"));
  mkdirSync(join(made, ".audiencectl"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function open(at: string, { now = "2026-03-02", most = 20_000, audience = "harbor" } = {}): Written {
  return openWritten(at, { audience, now: new Date(`${now}T09:00:00Z`), names: writtenName([TIER]), most });
}

const TIER: FamilyRule = {
  pattern: "tier:*",
  prefix: "tier:",
  suffix: "",
  value: { is: "path", of: { source: "partner", field: "tier", type: "text" }, path: [] },
  declaredAt: { file: "mailchimp.config.yaml", line: 1, column: 1 },
};

function change(email: string, after: string, tags: readonly string[] = []): ContactChange {
  return {
    ref: "c1",
    email,
    action: "update",
    status: "subscribed",
    fields: [{ field: "STATUS", tag: "STATUS", before: null, after }],
    tags: { add: tags, remove: [] },
    groups: [],
    because: [],
    verdict: "go",
  };
}

/** One apply that writes a value to some people. */
function wrote(at: string, emails: readonly string[], after: string, options: Parameters<typeof open>[1] = {}): void {
  const memory = open(at, options);
  for (const email of emails) memory.note(change(email, after));
  memory.save();
}

const contentOf = (at: string): string => readFileSync(join(at, ".audiencectl/written"), "utf8");

test("what was written is remembered as hashes that only their user may read", () => {
  const at = folder();
  const memory = open(at);
  memory.note(change(EMAIL, "Quillfeather", ["tier:quillfeather"]));
  memory.save();
  for (const word of ["jane", "harbor-coffee", "@", "Quillfeather", "quillfeather"]) {
    expect(contentOf(at)).not.toContain(word);
  }
  expect(contentOf(at)).toContain("tag.tier:*");
  expect(statSync(join(at, ".audiencectl/written")).mode & 0o777).toBe(0o600);
});

test("a value written twice in a row was changed back, one written in turns was not", () => {
  const at = folder();
  for (const after of ["active", "pending", "active", "active"]) wrote(at, [EMAIL], after);
  expect([...open(at).changedBack(7)]).toEqual([["mergeField.STATUS", 1]]);
  wrote(at, [EMAIL], "active", { audience: "elsewhere" });
  expect(open(at, { audience: "elsewhere" }).changedBack(7).size).toBe(0);
});

test("however many people there are, it stays small and keeps the same of them", () => {
  const at = folder();
  const crowd = Array.from({ length: 3000 }, (_, index) => `p${index}@harbor-coffee.dev`);
  wrote(at, crowd, "active", { most: 100 });
  expect(
    contentOf(at)
      .split("\n")
      .filter((line) => line.startsWith('["wrote"')),
  ).toHaveLength(100);
  wrote(at, crowd.toReversed(), "active", { most: 100 });
  expect(open(at).changedBack(7).get("mergeField.STATUS")).toBeGreaterThanOrEqual(100);
  expect(
    contentOf(at)
      .split("\n")
      .filter((line) => line.startsWith('["wrote"')),
  ).toHaveLength(100);
});

test("what is older than 30 days is forgotten, and what is damaged counts as not there", () => {
  const at = folder();
  wrote(at, [EMAIL], "active");
  wrote(at, [EMAIL], "active", { now: "2026-04-05" });
  expect(open(at, { now: "2026-04-05" }).changedBack(30).size).toBe(0);
  wrote(at, [EMAIL], "active", { now: "2026-04-06" });
  const whole = contentOf(at);
  for (const damaged of ["", "\u0000\u0001", "{}", `${whole}["wrote","x"]\n["back",1,2]\nnull\n[]\n["toString"]\n`]) {
    writeFileSync(join(at, ".audiencectl/written"), damaged);
    const counts = open(at, { now: "2026-04-06" }).changedBack(30);
    expect(counts.size).toBe(damaged.startsWith(whole) ? 1 : 0);
  }
});
