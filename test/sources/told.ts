import type { Diagnostic, Finding } from "../../src/model/diagnostic.ts";
import type { BrokenRecord, FileSource, RecordStream, SourceRecord } from "../../src/model/source.ts";
import type { SourceOptions } from "../../src/sources/bytes.ts";
import { inspectSource, isBroken, readSource } from "../../src/sources/source.ts";
import { SourceError } from "../../src/sources/source-error.ts";

/** All that a source says of itself when it is inspected and read, as a person reads it. */
export async function told(source: FileSource, options: SourceOptions): Promise<string> {
  const { schema, findings } = await inspectSource(source, options);
  const lines = ["# inspected", ...findings.map(finding), "# read"];
  let whole = 0;
  let broken = 0;
  try {
    for await (const record of singly(readSource(source, schema, options))) {
      if (!isBroken(record)) whole += 1;
      else {
        broken += 1;
        lines.push(...record.problems.map(problem));
      }
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    lines.push(...error.findings.map(finding));
  }
  return `${[...lines, `# ${whole} whole, ${broken} broken`].join("\n")}\n`;
}

/** The records of a stream, one by one. */
export async function* singly(records: RecordStream): AsyncGenerator<SourceRecord | BrokenRecord> {
  for await (const some of records) yield* some;
}

function finding({ severity, code, summary, detail, path }: Finding): string {
  return `${severity} ${code} at ${path.join(".")}\n  ${summary}\n  ${detail}`;
}

function problem({ severity, code, summary, detail, place }: Diagnostic): string {
  return `${severity} ${code} at ${place?.file}:${place?.line}\n  ${summary}\n  ${detail}`;
}
