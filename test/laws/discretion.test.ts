import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Ran } from "../support/desk.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { lay, PEOPLE, type Program, programs } from "./program.ts";

const COMMANDS = [
  ["plan"],
  ["plan", "--format", "json"],
  ["plan", "--log-level", "debug"],
  ["plan", "--only", "tag.partner", "--log-level", "debug", "--log-format", "json"],
  ["apply", "--yes"],
  ["apply", "--yes", "--format", "json", "--log-level", "debug"],
  ["explain", PEOPLE[0] ?? ""],
  ["explain", PEOPLE[1] ?? "", "--format", "json", "--log-level", "debug"],
  ["explain", "quillfeather@jane-lantern.dev"],
  ["validate"],
  ["doctor"],
  ["doctor", "--format", "json", "--log-level", "debug"],
  ["test"],
];

const TROUBLES = [
  "",
  "reject@POST /lists/*",
  "reject@POST /lists/*/merge-fields",
  "403-bare",
  "500",
  "reject@GET /lists/*/members",
  "502@GET",
  "lost@POST",
  "truncated@GET /lists/*/members",
  "500@GET /lists/*/members/*/tags",
  "reject@POST /lists/*/members/*/tags",
];

test(
  "no key and nothing of a person is in any output of any command, whatever fails",
  async () => {
    const desk = await sandboxDesk();
    const command = fc.constantFrom(...COMMANDS);
    const trouble = fc.constantFrom(...TROUBLES);
    await fc.assert(
      fc.asyncProperty(programs, command, trouble, fc.boolean(), async (program, argv, rules, tired) => {
        const audience = lay(desk, spoiled(program));
        if (tired) for (const email of PEOPLE) audience.tire(email);
        desk.faults(rules);
        checkDiscreet(await desk.run(argv), desk);
      }),
      depth(40),
    );
  },
  PATIENCE,
);

test("no key is in any output where the key itself is wrong, or nobody answers", async () => {
  const desk = await sandboxDesk();
  const [program] = fc.sample(programs, { numRuns: 1, seed: 7 });
  if (program === undefined) throw new Error("fast-check gave no program.");
  lay(desk, program);
  const url = desk.env["MAILCHIMP_BASE_URL"] ?? "";
  const keys = ["ffffffffffffffffffffffffffffffff-us6", "0123456789abcdef0123456789abcdef-us7", "my secret key"];
  for (const base of [url, "http://127.0.0.1:9/3.0", "http://harbor-coffee.dev/3.0", `${url}/nowhere`]) {
    for (const key of keys) {
      Object.assign(desk.env, { MAILCHIMP_API_KEY: key, MAILCHIMP_BASE_URL: base });
      for (const command of ["plan", "doctor"]) {
        const ran = await desk.run([command, "--log-level", "debug"]);
        expect(ran.exit).toBe(1);
        expect(ran.stdout + ran.stderr).not.toContain(key);
        expect(ran.stdout + ran.stderr).not.toContain(Buffer.from(`user:${key}`).toString("base64"));
      }
    }
  }
});

/** A record whose number is no number, and one whose address is none: what is said of them must not quote them. */
function spoiled(program: Program): Program {
  const files = Object.entries(program.files).map(([name, rows]) => {
    const [first = {}] = rows;
    const bad = { ...first, Email: "quillfeather at nowhere" };
    const worse = {
      ...first,
      Email: PEOPLE.at(-1) ?? "",
      ...(name.startsWith("partner") ? { sales: "Quillfeather" } : {}),
    };
    return [name, [...rows, bad, ...Array.from({ length: rows.length % 2 }, () => worse)]];
  });
  const tags = Array.from({ length: 60 }, (_, index) => `club ${index}`);
  const members = program.members.map((member) => ({ ...member, tags: [...(member.tags ?? []), ...tags] }));
  return { ...program, files: Object.fromEntries(files), members };
}

const HASHES = PEOPLE.map((email) => createHash("md5").update(email).digest("hex"));

function checkDiscreet({ stdout, stderr }: Ran, desk: SandboxDesk): void {
  expect(stderr).not.toContain("(internal)");
  const text = (stdout + stderr).toLowerCase();
  const key = desk.sandbox.apiKey;
  const told = ["quillfeather", key, Buffer.from(`user:${key}`).toString("base64").toLowerCase(), ...HASHES].filter(
    (secret) => text.includes(secret),
  );
  expect(told, text).toEqual([]);
}
