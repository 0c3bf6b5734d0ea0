import { writeFile } from "node:fs/promises";
import { configFileText, schemaText } from "./schema-text.ts";

await writeFile(new URL("../schema/config.v1.schema.json", import.meta.url), schemaText());
await writeFile(new URL("../src/config/config-file.ts", import.meta.url), await configFileText());
