import { gzipSync } from "node:zlib";
import type { Batch } from "../world/backstage.ts";

const BLOCK = 512;
const PER_FILE = 1000;

/** The results of a batch as the real service packs them: a folder entry and files, each a JSON array (several for many results). */
export function resultArchive(batch: Batch): Buffer {
  const entries = [entry(`${batch.id}/`, Buffer.alloc(0), "5")];
  for (let from = 0; from === 0 || from < batch.results.length; from += PER_FILE) {
    const text = JSON.stringify(batch.results.slice(from, from + PER_FILE));
    entries.push(entry(`${batch.id}/${batch.id}-${from / PER_FILE}.json`, Buffer.from(text), "0"));
  }
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]));
}

function entry(name: string, content: Buffer, type: "0" | "5"): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, "0")}\0`;
  header.write(name, 0);
  header.write(octal(type === "5" ? 0o755 : 0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(0, 12), 136);
  header.write(" ".repeat(8), 148);
  header.write(type, 156);
  header.write("ustar\u000000", 257, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return Buffer.concat([header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}
