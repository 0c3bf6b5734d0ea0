import { createReadStream, readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { parse } from "csv-parse";
import { measured } from "./measure.ts";

/** The least that anybody must do: parse the same file, ask for the same pages as many at once, parse them. */
const [cwd = "", baseUrl = "", apiKey = "", readsFile = ""] = process.argv.slice(2);
const reads: readonly Read[] = JSON.parse(readFileSync(readsFile, "utf8"));
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const headers = { authorization: `Basic ${Buffer.from(`bench:${apiKey}`).toString("base64")}` };

interface Read {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

await text({ path: "/", query: {} });
const measure = await measured(async () => {
  const rows = await rowsOf(join(cwd, "people.csv"));
  const rest = reads.values();
  const members = await Promise.all(Array.from({ length: 8 }, () => readAll(rest)));
  return { rows, members: members.reduce((sum, count) => sum + count, 0) };
});
process.send?.(measure);
agent.destroy();
process.disconnect?.();

async function rowsOf(path: string): Promise<number> {
  const parser = parse({ delimiter: "," });
  pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), parser, () => {});
  let rows = 0;
  for await (const cells of parser) rows += cells.length > 1 ? 1 : 0;
  return rows;
}

/** One of eight that take from the same list. */
async function readAll(rest: Iterator<Read>): Promise<number> {
  let members = 0;
  for (let next = rest.next(); next.done !== true; next = rest.next()) {
    const body = JSON.parse(await text(next.value));
    members += body.members?.length ?? 0;
  }
  return members;
}

function text({ path, query }: Read): Promise<string> {
  const url = `${baseUrl}${path}?${new URLSearchParams(query)}`;
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      const parts: string[] = [];
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => parts.push(part));
      answer.on("end", () => resolve(parts.join("")));
    }).on("error", reject);
  });
}
