import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { FileSource } from "../../src/model/source.ts";
import { declared, folder } from "./declared.ts";
import { told } from "./told.ts";

const root = folder();

interface BadFile {
  readonly over?: Partial<FileSource>;
  readonly content?: string | Buffer;
}

const CSV: Readonly<Record<string, BadFile>> = {
  missing: {},
  empty: { content: "" },
  "only-blank-lines": { content: "\n\n\n" },
  "only-a-mark": { content: "\uFEFF" },
  "utf-16": { content: Buffer.from("\uFEFFemail\nada@harbor-coffee.dev\n", "utf16le") },
  "utf-16-without-mark": { content: Buffer.from("email\nada@harbor-coffee.dev\n", "utf16le") },
  spreadsheet: { content: Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]) },
  gzip: { content: gzipSync("email\nada@harbor-coffee.dev\n", { level: 9 }) },
  "latin-1": {
    content: Buffer.from("email,name\nada@harbor-coffee.dev,Ada\nrene@harbor-coffee.dev,Ren\xe9\n", "latin1"),
  },
  "cut-inside-a-character": { content: Buffer.from("email,name\nrene@harbor-coffee.dev,Ren\xc3", "latin1") },
  "no-email-column": { content: "Email,name\nada@harbor-coffee.dev,Ada\n" },
  "no-email-column-by-far": { content: "address,name\nada@harbor-coffee.dev,Ada\n" },
  "other-delimiter": { content: "email;name\nada@harbor-coffee.dev;Ada\n" },
  "tab-delimited": { content: "email\tname\nada@harbor-coffee.dev\tAda\n" },
  "duplicate-header": { content: "email,name,name\nada@harbor-coffee.dev,Ada,Lovelace\n" },
  "nameless-header": { content: "email,name,\nada@harbor-coffee.dev,Ada,\n" },
  "column-not-there": {
    content: "email,sales\nada@harbor-coffee.dev,1\n",
    over: { columns: { total_sale: "number", saels: "number" } },
  },
  "ragged-rows": {
    content: "email,name\nada@harbor-coffee.dev\nbo@harbor-coffee.dev,Bo,Li\ncy@harbor-coffee.dev,Cy\n",
  },
  "quote-goes-on": { content: 'email,name\nada@harbor-coffee.dev,"Ada "The Countess" Lovelace"\n' },
  "quote-in-the-middle": { content: 'email,size\nada@harbor-coffee.dev,5" pipe\n' },
  "quote-never-closed": { content: 'email,name\nada@harbor-coffee.dev,"Ada\nbo@harbor-coffee.dev,Bo\n' },
  "endless-row": { content: `email,name\nada@harbor-coffee.dev,"${"x".repeat(1_200_000)}\n` },
  "wrong-numbers": {
    content: `email,n\n${["1,5", "1.234,50", "1e999", "007", "€ 5", "+5", ".5", "12345678901234567890", "n/a", "1.5", "-2e3", "  7 "].map((n) => `ada@harbor-coffee.dev,"${n}"`).join("\n")}\n`,
    over: { columns: { n: "number" } },
  },
  "wrong-booleans": {
    content: "email,b\na@harbor-coffee.dev,maybe\nb@harbor-coffee.dev,TRUE\n",
    over: { columns: { b: "boolean" } },
  },
  "wrong-dates": {
    content: `email,d\n${["31.12.2024", "12/31/2024", "2024-02-30", "2023-02-29", "2024-13-01", "2024-05-01T10:00:00Z", "2024-02-29"].map((d) => `ada@harbor-coffee.dev,${d}`).join("\n")}\n`,
    over: { columns: { d: "date" } },
  },
  "wrong-datetimes": {
    content: `email,d\n${["yesterday", "2024-05-01 25:00", "2024-05-01T10:61Z", "1714557600", "2024-05-01T10:00:00+99:00", "2024-05-01T10:00:00+02:00"].map((d) => `ada@harbor-coffee.dev,${d}`).join("\n")}\n`,
    over: { columns: { d: "datetime" } },
  },
  "wrong-address": {
    content: 'email,a\na@harbor-coffee.dev,12 Main Street\nb@harbor-coffee.dev,"{""street"":""12 Main Street""}"\n',
    over: { columns: { a: "address" } },
  },
  "wrong-list": { content: 'email,l\na@harbor-coffee.dev,"[""gold"""\n', over: { columns: { l: "list" } } },
  "two-wrong-in-one-row": {
    content: "email,n,b\na@harbor-coffee.dev,x,y\n",
    over: { columns: { n: "number", b: "boolean" } },
  },
  "personal-data-in-a-wrong-column": {
    content: "email,n\na@harbor-coffee.dev,ada.lovelace@harbor-coffee.dev\nb@harbor-coffee.dev,\u001b[31mred\n",
    over: { columns: { n: "number" } },
  },
  "a-thousand-wrong-rows": {
    content: `email,n\n${"a@harbor-coffee.dev,x\n".repeat(1000)}`,
    over: { columns: { n: "number" } },
  },
};

const NDJSON: Readonly<Record<string, BadFile>> = {
  missing: { over: { path: "data/people.ndjson" } },
  empty: { content: "" },
  "json-array": { content: '[{"email":"ada@harbor-coffee.dev"}]' },
  "pretty-printed": { content: '{\n  "email": "ada@harbor-coffee.dev"\n}\n' },
  "csv-instead": { content: "email,name\nada@harbor-coffee.dev,Ada\n" },
  "bad-lines": {
    content:
      '{"email":"ada@harbor-coffee.dev"}\n{"email":\n[1]\n\n"text"\nnull\n{"email":"bo@harbor-coffee.dev"}\n{"email":"cut@harbor',
  },
  "no-email": { content: '{"e-mail":"ada@harbor-coffee.dev","name":"Ada"}\n' },
  "email-no-text": {
    content: '{"email":"ada@harbor-coffee.dev"}\n{"email":42}\n{"email":{"work":"a@harbor-coffee.dev"}}\n',
  },
  "mixed-types": {
    content: '{"email":"a@harbor-coffee.dev","plan":1}\n{"email":"b@harbor-coffee.dev","plan":"gold"}\n',
  },
  "wrong-types": {
    content:
      '{"email":"a@harbor-coffee.dev","n":true,"id":12345678901234567890,"d":20240501,"l":"gold","a":{"addr1":1},"t":{"x":1}}\n{"email":"b@harbor-coffee.dev","n":1e999,"l":[{"x":1}]}\n',
    over: { columns: { n: "number", id: "text", d: "date", l: "list", a: "address", t: "text" } },
  },
  "column-not-there": { content: '{"email":"a@harbor-coffee.dev","sales":1}\n', over: { columns: { sale: "number" } } },
  "no-line-breaks": { content: `{"email":"a@harbor-coffee.dev","x":"${"y".repeat(1_200_000)}"}` },
  "another-type-further-on": {
    content: `${'{"email":"a@harbor-coffee.dev","n":1}\n'.repeat(1000)}{"email":"b@harbor-coffee.dev","n":"gold"}\n`,
  },
};

describe.each(["csv", "ndjson"] as const)("a bad %s file is told in words that lead out", (type) => {
  test.each(Object.entries(type === "csv" ? CSV : NDJSON))("%s", async (name, { content, over }) => {
    const baseDir = mkdtempSync(join(root, "file-"));
    if (content !== undefined) writeFileSync(join(baseDir, `people.${type}`), content);
    await expect(await told(declared({ type, ...over }), { baseDir })).toMatchFileSnapshot(
      `golden/${type}/${name}.txt`,
    );
  });

  test("a folder in the place of the file", async () => {
    const baseDir = mkdtempSync(join(root, "file-"));
    mkdirSync(join(baseDir, `people.${type}`));
    await expect(await told(declared({ type }), { baseDir })).toMatchFileSnapshot(`golden/${type}/folder.txt`);
  });
});

test("a link that leads to itself is told so", async () => {
  const baseDir = mkdtempSync(join(root, "file-"));
  symlinkSync("people.csv", join(baseDir, "people.csv"));
  await expect(await told(declared({ type: "csv" }), { baseDir })).toMatchFileSnapshot("golden/csv/link-to-itself.txt");
});

test("a pipe in the place of a file is told so, and not waited for", async () => {
  const baseDir = mkdtempSync(join(root, "file-"));
  execFileSync("mkfifo", [join(baseDir, "people.csv")]);
  await expect(await told(declared({ type: "csv" }), { baseDir })).toMatchFileSnapshot("golden/csv/pipe.txt");
});

test("standard input without anything piped in is told so", async () => {
  const text = await told(declared({ type: "csv", path: "-" }), { baseDir: root });
  await expect(text).toMatchFileSnapshot("golden/csv/no-standard-input.txt");
});

test("standard input can be one source only", async () => {
  const options = { baseDir: root, stdin: Readable.from([Buffer.from("email\nada@harbor-coffee.dev\n")]) };
  const source = declared({ type: "csv", path: "-" });
  expect(await told(source, options)).toContain("1 whole, 0 broken");
  await expect(await told(source, options)).toMatchFileSnapshot("golden/csv/standard-input-twice.txt");
});

test("the header of standard input is checked when it arrives", async () => {
  const options = { baseDir: root, stdin: Readable.from([Buffer.from("mail,x\nada@harbor-coffee.dev,1\n")]) };
  const source = declared({ type: "csv", path: "-", columns: { y: "number" } });
  await expect(await told(source, options)).toMatchFileSnapshot("golden/csv/standard-input-header.txt");
});
