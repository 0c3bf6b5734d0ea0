import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a package may weigh, packed; a map, a test or a recording that slips in breaks it. */
const MOST_BYTES = 900_000;
const ALLOWED = /^(?:dist\/.+\.(?:js|d\.ts)|schema\/[^/]+\.json|examples\/.+|package\.json|README\.md|LICENSE)$/;

const LIBRARY = 'import * as library from "audiencectl"; console.log(typeof library.loadConfig);';

const CONFIG = `version: 1
audience: { id: sandbox }
sources:
  person: { type: csv, path: people.csv, email: email }
mergeFields:
  PERSON_ID: { name: Person ID, type: text, public: false, value: person.id }
tags:
  person: { when: { person: exists } }
sync: { identity: [PERSON_ID], newContacts: subscribed }
`;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly version: string;
  readonly files: readonly { readonly path: string }[];
}

const folder = mkdtempSync(join(tmpdir(), "audiencectl-package-"));
try {
  const packed = pack();
  const strangers = packed.files.map(({ path }) => path).filter((path) => !ALLOWED.test(path));
  if (strangers.length > 0) throw new Error(`These do not belong into the package: ${strangers.join(", ")}`);
  if (packed.size > MOST_BYTES) throw new Error(`The package weighs ${packed.size} bytes, over ${MOST_BYTES}.`);
  resolveTypes(packed.filename);
  install(packed.filename);
  tryCommandLine(packed.version);
  tryLibrary();
  console.log(`${packed.files.length} files, ${packed.size} bytes packed`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack(): Packed {
  const options = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [packed]: Packed[] = JSON.parse(execFileSync("npm", options, { encoding: "utf8" }));
  if (packed === undefined) throw new Error("npm packed nothing.");
  return packed;
}

function resolveTypes(filename: string): void {
  const options = [join(folder, filename), "--profile", "esm-only", "--format", "ascii", "--no-emoji"];
  execFileSync("node_modules/.bin/attw", options, { stdio: "inherit" });
}

function install(filename: string): void {
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const options = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", `./${filename}`];
  execFileSync("npm", options, { cwd: folder, stdio: "pipe" });
}

function tryCommandLine(version: string): void {
  const said = run(join(folder, "node_modules/.bin/audiencectl"), ["--version"]).trim();
  if (said !== version) throw new Error(`The installed command says version ${said}, the package ${version}.`);
  writeFileSync(join(folder, "people.csv"), "email,id,name\nada@harbor-coffee.dev,p1,Ada\n");
  writeFileSync(join(folder, "mailchimp.config.yaml"), CONFIG);
  run(join(folder, "node_modules/.bin/audiencectl"), ["validate"]);
  const plan = JSON.parse(
    run(join(folder, "node_modules/.bin/audiencectl"), ["plan", "--sandbox", "--format", "json"]),
  );
  if (plan.contacts.summary.create !== 1) throw new Error("The installed command does not plan what it should.");
}

function tryLibrary(): void {
  const said = run(process.execPath, ["--input-type=module", "-e", LIBRARY]).trim();
  if (said !== "function") throw new Error(`The installed library has no loadConfig: ${said}`);
}

function run(command: string, options: readonly string[]): string {
  return execFileSync(command, options, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
