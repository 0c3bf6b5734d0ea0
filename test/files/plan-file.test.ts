import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { isPlanFile, readPlanFile, writePlanFile } from "../../src/files/plan-file.ts";
import { planKey } from "../../src/files/plan-key.ts";
import { HEADER as header } from "../support/saved-header.ts";

async function* lines(count = 3): AsyncGenerator<string> {
  for (let at = 0; at < count; at++) yield JSON.stringify({ line: at, who: "jane@harbor-coffee.dev" });
}

async function collected(lines: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plan-file-"));
  path = join(folder, "team.plan");
});

async function readBack(key?: Buffer): Promise<readonly string[]> {
  const file = await readPlanFile(path, key);
  if (!isPlanFile(file)) throw new Error(file.code);
  expect(file.header).toEqual(header);
  return collected(file.lines());
}

async function refusal(key?: Buffer): Promise<string> {
  const file = await readPlanFile(path, key);
  return isPlanFile(file) ? "opened" : file.code;
}

describe("a plan file", () => {
  it("gives back its lines as often as they are asked for", async () => {
    await writePlanFile(path, header, lines(), undefined);
    expect(await readBack()).toEqual(await collected(lines()));
    expect(await readBack()).toHaveLength(3);
  });

  it("is gzipped JSON Lines that only its user may read", async () => {
    await writePlanFile(path, header, lines(), undefined);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(
      gunzipSync(await readFile(path))
        .toString()
        .split("\n"),
    ).toHaveLength(5);
  });

  it("has the same bytes whenever the same is written", async () => {
    await writePlanFile(path, header, lines(), undefined);
    const first = await readFile(path);
    await writePlanFile(path, header, lines(), undefined);
    expect(await readFile(path)).toEqual(first);
  });

  it("leaves nothing behind, and the old one untouched, where writing breaks off", async () => {
    await writePlanFile(path, header, lines(), undefined);
    async function* broken(): AsyncGenerator<string> {
      yield "{}";
      throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    }
    await expect(writePlanFile(path, header, broken(), undefined)).rejects.toThrow("The disk is full");
    expect(await readdir(folder)).toEqual(["team.plan"]);
    expect(await readBack()).toHaveLength(3);
  });

  it("that is missing, or something else, is refused with its own reason", async () => {
    expect(await refusal()).toBe("run-files");
    await writeFile(path, gzipSync("version: 1\n"));
    expect(await refusal()).toBe("no-plan-file");
    await writeFile(path, "no gzip at all");
    expect(await refusal()).toBe("no-plan-file");
  });
});

describe("an encrypted plan file", () => {
  const key = randomBytes(32);

  it("shows nobody anything but its header", async () => {
    await writePlanFile(path, header, lines(5000), key);
    const text = gunzipSync(await readFile(path)).toString();
    expect(text).toContain("Harbor Coffee");
    expect(text).not.toContain("jane");
    expect(text).not.toContain(key.toString("base64"));
    expect(await readBack(key)).toHaveLength(5000);
  });

  it("is opened by its own key alone", async () => {
    await writePlanFile(path, header, lines(), key);
    expect(await refusal()).toBe("plan-sealed");
    expect(await refusal(randomBytes(32))).toBe("plan-key-wrong");
  });

  it("does not open once its header was altered", async () => {
    await writePlanFile(path, header, lines(), key);
    const text = gunzipSync(await readFile(path)).toString();
    await writeFile(path, gzipSync(text.replace("a1b2c3", "ffffff")));
    expect(await refusal(key)).toBe("plan-key-wrong");
  });
});

describe("AUDIENCECTL_PLAN_KEY", () => {
  it("is 32 bytes in hex or base64", () => {
    const bytes = randomBytes(32);
    expect(planKey(bytes.toString("hex"))).toEqual(bytes);
    expect(planKey(` ${bytes.toString("base64")}\n`)).toEqual(bytes);
    expect(planKey(undefined)).toBeUndefined();
    expect(planKey("")).toBeUndefined();
  });

  it("of another length is refused without being shown", () => {
    const found = planKey("c2VjcmV0IG9uZQ==");
    expect(found).toMatchObject({ code: "plan-key-malformed" });
    expect(JSON.stringify(found)).not.toContain("c2VjcmV0");
  });
});
