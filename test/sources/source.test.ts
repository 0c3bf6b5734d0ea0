import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FileSource } from "../../src/model/source.ts";
import { inspectSource, isBroken, readSource } from "../../src/sources/source.ts";
import { declared, folder } from "./declared.ts";
import { singly } from "./told.ts";

const baseDir = folder();

/** Writes the file, inspects it and reads it whole; fails where anything is wrong with it. */
async function readBack(source: FileSource, content: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  writeFileSync(join(baseDir, source.path), content);
  const { schema, findings } = await inspectSource(source, { baseDir });
  expect(findings).toEqual([]);
  const rows = [];
  for await (const record of singly(readSource(source, schema, { baseDir }))) {
    if (isBroken(record)) expect(record.problems).toEqual([]);
    rows.push({
      at: record.at,
      email: record.email,
      ...Object.fromEntries(schema.fields.map((field, index) => [`.${field.name}`, record.values[index]])),
    });
  }
  return rows;
}

describe("a csv source", () => {
  test("knows its fields from the header and the types that are declared", async () => {
    writeFileSync(join(baseDir, "people.csv"), "\uFEFFemail, total_sales ,name\r\n");
    const source = declared({ type: "csv", columns: { total_sales: "number" } });
    expect(await inspectSource(source, { baseDir })).toEqual({
      schema: {
        fields: [
          { name: "email", type: "text" },
          { name: "total_sales", type: "number" },
          { name: "name", type: "text" },
        ],
        complete: true,
      },
      findings: [],
    });
  });

  test("reads quotes, line breaks in cells, CRLF and another delimiter, and says where a record ends", async () => {
    const source = declared({ type: "csv", delimiter: ";" });
    const content =
      'email;note\r\n ada@harbor-coffee.dev ;"says ""hi""; twice"\r\n\r\nbo@harbor-coffee.dev;"two\r\nlines"\r\n';
    expect(await readBack(source, content)).toEqual([
      {
        at: "people.csv:2",
        email: "ada@harbor-coffee.dev",
        ".email": " ada@harbor-coffee.dev ",
        ".note": 'says "hi"; twice',
      },
      { at: "people.csv:5", email: "bo@harbor-coffee.dev", ".email": "bo@harbor-coffee.dev", ".note": "two\r\nlines" },
    ]);
  });

  test.each([
    ["\n", "\r\n"],
    ["\r\n", "\n"],
    ["\r", "\r"],
  ])("may end its header with %j and its rows with %j", async (header, end) => {
    const rows = [`a@harbor-coffee.dev,Ada${end}`, `b@harbor-coffee.dev,"Bo${end}Li"${end}`, "c@harbor-coffee.dev,Cy"];
    expect(await readBack(declared({ type: "csv" }), `email,name${header}${rows.join("")}`)).toMatchObject([
      { at: "people.csv:2", ".name": "Ada" },
      { at: "people.csv:4", ".name": `Bo${end}Li` },
      { at: "people.csv:5", ".name": "Cy" },
    ]);
  });

  test("reads every declared type, and a blank cell as missing", async () => {
    const columns = { n: "number", b: "boolean", d: "date", t: "datetime", l: "list", a: "address" } as const;
    const source = declared({ type: "csv", columns });
    const content = [
      "email,n,b,d,t,l,a",
      'a@harbor-coffee.dev,-1.50,Yes,2024-02-29,2024-05-01T01:30:00.250+02:00,"gold; early bird","{""addr1"":""1 Quay"",""city"":""Kiel"",""addr2"":""""}"',
      'b@harbor-coffee.dev, 2e3 ,0,,2024-05-01 10:00,"[""a,b"",""c""]",',
      "c@harbor-coffee.dev, ,,,2024-05-01,,",
    ].join("\n");
    expect(await readBack(source, content)).toMatchObject([
      {
        ".n": -1.5,
        ".b": true,
        ".d": "2024-02-29",
        ".t": "2024-04-30T23:30:00Z",
        ".l": ["gold", "early bird"],
        ".a": { addr1: "1 Quay", city: "Kiel" },
      },
      { ".n": 2000, ".b": false, ".d": undefined, ".t": "2024-05-01T10:00:00Z", ".l": ["a,b", "c"], ".a": undefined },
      {
        ".n": undefined,
        ".b": undefined,
        ".d": undefined,
        ".t": "2024-05-01T00:00:00Z",
        ".l": undefined,
        ".a": undefined,
      },
    ]);
  });

  test("may have a header and no records", async () => {
    expect(await readBack(declared({ type: "csv" }), "email,name\n")).toEqual([]);
  });

  test("leaves a person present whose record has a wrong value, with all that could be read", async () => {
    const source = declared({ type: "csv", columns: { n: "number" } });
    writeFileSync(join(baseDir, "people.csv"), "email,id,n\nada@harbor-coffee.dev,p-1,many\n");
    const { schema } = await inspectSource(source, { baseDir });
    const records = await all(singly(readSource(source, schema, { baseDir })));
    expect(records).toMatchObject([
      {
        email: "ada@harbor-coffee.dev",
        values: ["ada@harbor-coffee.dev", "p-1", undefined],
        problems: [{ code: "source-wrong-type" }],
      },
    ]);
  });
});

describe("an ndjson source", () => {
  test("knows its fields from the first thousand records, nested ones by dotted names", async () => {
    const content = [
      '{"email":"a@harbor-coffee.dev","partner":{"id":"p-1","sales":3},"tags":["gold"],"active":true,"note":null}',
      '{"email":"b@harbor-coffee.dev","partner":{"id":"p-2"},"note":"new","address":{"addr1":"1 Quay"}}',
    ].join("\n");
    writeFileSync(join(baseDir, "people.ndjson"), content);
    const source = declared({ type: "ndjson", columns: { address: "address" } });
    expect((await inspectSource(source, { baseDir })).schema).toEqual({
      complete: true,
      fields: [
        { name: "email", type: "text" },
        { name: "partner.id", type: "text" },
        { name: "partner.sales", type: "number" },
        { name: "tags", type: "list" },
        { name: "active", type: "boolean" },
        { name: "note", type: "text" },
        { name: "address", type: "address" },
      ],
    });
  });

  test("reads dotted names, blank lines and a last line without an end", async () => {
    const source = declared({ type: "ndjson", email: "contact.email", columns: { id: "text" } });
    const content =
      '\n{"contact":{"email":" a@harbor-coffee.dev "},"id":7,"a.b":1,"__proto__":{"x":2}}\r\n\n{"contact":{"email":"b@harbor-coffee.dev"},"id":"8"}';
    expect(await readBack(source, content)).toMatchObject([
      { at: "people.ndjson:2", email: "a@harbor-coffee.dev", ".id": "7", ".a.b": 1, ".__proto__.x": 2 },
      { at: "people.ndjson:4", email: "b@harbor-coffee.dev", ".id": "8", ".a.b": undefined },
    ]);
  });
});

test("standard input has the fields that are declared and no others", async () => {
  const stdin = Readable.from([Buffer.from("name,email,n\nAda,ada@harbor-coffee.dev,3\n")]);
  const source = declared({ type: "csv", path: "-", columns: { n: "number" } });
  const { schema } = await inspectSource(source, { baseDir, stdin });
  expect(schema).toEqual({
    complete: false,
    fields: [
      { name: "email", type: "text" },
      { name: "n", type: "number" },
    ],
  });
  expect(await all(singly(readSource(source, schema, { baseDir, stdin })))).toEqual([
    { email: "ada@harbor-coffee.dev", at: "standard input:2", values: ["ada@harbor-coffee.dev", 3] },
  ]);
});

const word = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll("\0", ""));
const people = fc.array(fc.record({ email: fc.emailAddress(), note: word }), { minLength: 1, maxLength: 20 });

test("wherever a file is cut into chunks, the same records come out", async () => {
  await fc.assert(
    fc.asyncProperty(people, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const csv = ["email,note", ...rows.map((row) => `${quoted(row.email)},${quoted(row.note)}`)].join("\n");
      const ndjson = rows.map((row) => JSON.stringify(row)).join("\n");
      const expected = rows.map((row) => [row.email, row.note.trim() === "" ? undefined : row.note]);
      expect(await inChunks("csv", csv, size)).toEqual(expected);
      expect(await inChunks("ndjson", ndjson, size)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

async function inChunks(type: "csv" | "ndjson", content: string, size: number): Promise<readonly unknown[]> {
  const bytes = Buffer.from(content);
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  const source = declared({ type, path: "-", columns: { note: "text" } });
  const options = { baseDir, stdin: Readable.from(chunks) };
  const { schema } = await inspectSource(source, options);
  const values = [];
  for await (const record of singly(readSource(source, schema, options))) values.push(record.values);
  return values;
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
