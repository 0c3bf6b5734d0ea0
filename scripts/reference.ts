import { mkdir, writeFile } from "node:fs/promises";
import { referenceText } from "./reference/reference.ts";

const docs = new URL("../docs/", import.meta.url);
await mkdir(docs, { recursive: true });
await writeFile(new URL("reference.md", docs), referenceText());
