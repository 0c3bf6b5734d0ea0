import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { retold } from "./terminal/readme.ts";

// Runs every command that the README shows, and writes what came of it in its place.
const readme = new URL("../README.md", import.meta.url);
const examples = fileURLToPath(new URL("../examples", import.meta.url));
await writeFile(readme, await retold(await readFile(readme, "utf8"), examples));
