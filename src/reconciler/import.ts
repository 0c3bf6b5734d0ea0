import { type EmittedConfig, emitConfig } from "../config/emit.ts";
import { readConfig, resolveConfig } from "../config/load.ts";
import { entryAt } from "../config/written-entry.ts";
import type { LiveObject } from "../kinds/kind.ts";
import { type FoundAudience, findAudience, isAudience } from "../mailchimp/audience.ts";
import { readOnly } from "../mailchimp/read-only.ts";
import { formatAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { Desired, Vocabulary } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import type { Send } from "../model/request.ts";
import type { LiveSchema } from "../plan/live-schema.ts";
import { type LoadedConfig, placing } from "./config.ts";
import { readSchema } from "./live-schema.ts";
import { makePlan } from "./plan.ts";

/** Which audience to write down, and the way to it. */
export interface ImportRequest {
  /** An id or a name. */
  readonly audience: string;
  /** The name that the file is to have in messages. */
  readonly file: string;
  readonly send: Send;
  readonly sent: () => number;
  readonly now: Date;
}

/** An audience as a file that was proven to plan to no change. */
export interface Imported extends EmittedConfig {
  readonly audience: { readonly id: string; readonly name: string };
  readonly live: LiveSchema;
}

/** Reads an audience, writes it down, and plans with what was written before it says that nothing would change. */
export async function importAudience(request: ImportRequest): Promise<Imported | Diagnostic> {
  const send = readOnly(request.send);
  const audience = await audienceMeant(send, request.audience);
  if (!isAudience(audience)) return audience;
  const live = await readSchema(send, audience);
  const refused = new Map<LiveObject, string>();
  for (;;) {
    const emitted = emitConfig(live, refused);
    const { findings, plan } = await planned(emitted, request);
    if (plan !== undefined) return unproven(plan, emitted) ?? { ...emitted, live, audience: live.audience };
    const known = refused.size;
    for (const finding of findings) {
      const object = entryAt(emitted, finding.place?.line);
      if (object !== undefined) refused.set(object, reasonOf(finding));
    }
    if (refused.size === known) return unreadable(findings);
  }
}

/** Whether an audience was written down, or what stands in the way. */
export function isImported(result: Imported | Diagnostic): result is Imported {
  return "leftOut" in result;
}

async function audienceMeant(send: Send, named: string): Promise<FoundAudience | Diagnostic> {
  const declaredAt = { file: "--audience", line: 1, column: 1 };
  const byId = await findAudience(send, { id: named, declaredAt });
  if (isAudience(byId)) return byId;
  const byName = await findAudience(send, { name: named, declaredAt });
  if (isAudience(byName)) return byName;
  const { place: _place, ...found } = byName;
  return { ...found, detail: found.detail.replace("with the name", "with the id or name") };
}

/** What the file itself, read back as any other, makes of the audience. */
async function planned(
  emitted: EmittedConfig,
  request: ImportRequest,
): Promise<{ readonly findings: readonly Diagnostic[]; readonly plan?: Plan }> {
  const loaded = readBack(emitted, request.file);
  const { desired, vocabulary } = loaded;
  if (desired === undefined || vocabulary === undefined) return { findings: errorsOf(loaded.diagnostics) };
  const { plan, diagnostics } = await makePlan({
    config: { ...loaded, desired, vocabulary },
    send: request.send,
    sent: request.sent,
    now: request.now,
    selection: { scope: "schema", only: [] },
    allowances: [],
    spools: () => {
      throw new Error("A plan of the schema alone keeps nothing.");
    },
    keepsSecrets: true,
  });
  return { findings: errorsOf(diagnostics), ...(plan === undefined ? {} : { plan }) };
}

function readBack({ text, variables }: EmittedConfig, file: string): LoadedConfig {
  const values = Object.fromEntries(variables.map(({ name, reveal }) => [name, reveal()]));
  const read = readConfig({ file, text, variables: values, unset: "error" });
  const resolved: {
    readonly diagnostics: readonly Diagnostic[];
    readonly desired?: Desired;
    readonly vocabulary?: Vocabulary;
  } = resolveConfig(read, new Map());
  const place = read.form === undefined ? () => [] : placing(read.form);
  return { ...resolved, file, directory: "", sourceOptions: { baseDir: "" }, place };
}

/** What is wrong and the first sentence of why; the others are advice for whoever wrote the file by hand. */
function reasonOf({ summary, detail }: Diagnostic): string {
  const [why] = detail.split(/(?<=\.) (?=[A-Z`"])/);
  return why === undefined || why === "" ? summary : `${summary}: ${why.replace(/\.$/, "")}`;
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** What a file that was made from an audience would change of it, which is a fault of ours. */
function unproven(plan: Plan, { leftOut }: EmittedConfig): Diagnostic | undefined {
  const changes = plan.schema.steps.filter(({ change }) => change.action !== "none");
  // Two that are one to us are counted once by the plan: only what nobody tells of is missing.
  const untold = plan.schema.undeclared.reduce((sum, { count }) => sum + count, 0) - leftOut.length;
  if (changes.length === 0 && untold <= 0) return undefined;
  const said = changes.slice(0, 10).map(sentence);
  const missing = untold <= 0 ? [] : [`${untold} objects of the audience are not in the file.`];
  return {
    severity: "error",
    code: "import-unproven",
    summary: "The file would change the audience",
    detail: `What was written is not what stands, so no file was made: ${[...said, ...missing].join(" ")} If nobody changes the audience meanwhile, this is a fault of audiencectl; please report it.`,
  };
}

function sentence({ change }: Step): string {
  const at = formatAddress(change.at);
  if (change.action !== "update") return `${change.action} ${at}.`;
  const fields = change.fields.map(({ field, before, after, told }) =>
    told === undefined ? `${field} ${JSON.stringify(before)} → ${JSON.stringify(after)}` : `${field} ${told}`,
  );
  return `change ${at}: ${fields.join(", ")}.`;
}

function unreadable(findings: readonly Diagnostic[]): Diagnostic {
  const [first] = findings;
  return {
    severity: "error",
    code: "import-unproven",
    summary: "The file would change the audience",
    detail: `What was written cannot be read back, so no file was made: ${first?.summary ?? "nothing was understood"}. ${first?.detail ?? ""} This is a fault of audiencectl; please report it.`,
  };
}
