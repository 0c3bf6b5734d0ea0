import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { type ConfigForm, readConfig } from "../config/load.ts";
import { vanished } from "../config/vanished.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ConfigRequest } from "./config.ts";
import { DEFAULT_CONFIG } from "./config.ts";

/** An earlier form of a configuration file, or why there is none. */
export type Base = { readonly form: ConfigForm } | { readonly diagnostics: readonly Diagnostic[] };

/** Reads the file that `--base` names: one that exists, else what git has of the configuration at that ref. */
export async function readBase(base: string, request: ConfigRequest): Promise<Base> {
  const found = (await standing(base, request.cwd)) ?? (await kept(base, request));
  if (!("text" in found)) return { diagnostics: [found] };
  const { environment, overrideUnset, variables } = request;
  const read = readConfig({
    ...found,
    variables,
    unset: "warning",
    ...(environment === undefined ? {} : { environment }),
    ...(overrideUnset === undefined ? {} : { overrideUnset }),
  });
  return read.form === undefined ? { diagnostics: read.diagnostics } : { form: read.form };
}

/** What vanished since the base, or why that cannot be said. */
export async function sinceBase(
  base: string,
  now: ConfigForm,
  file: string,
  request: ConfigRequest,
): Promise<readonly Diagnostic[]> {
  const read = await readBase(base, request);
  return "form" in read ? vanished(read.form, now, file) : read.diagnostics;
}

/** A text with the name that places in it are shown under. */
interface Named {
  readonly file: string;
  readonly text: string;
}

async function standing(base: string, cwd: string): Promise<Named | undefined> {
  const text = await readFile(resolve(cwd, base), "utf8").catch(() => undefined);
  return text === undefined ? undefined : { file: base, text };
}

/** What a ref holds is asked of git itself, beside the configuration: a ref is whatever git takes for one. */
async function kept(base: string, { path, cwd, variables }: ConfigRequest): Promise<Named | Diagnostic> {
  const config = resolve(cwd, path ?? DEFAULT_CONFIG);
  if (base.startsWith("-")) return unreadable("base-unknown", `${JSON.stringify(base)} is neither a file nor a ref.`);
  const whole = base.includes(":");
  const asked = await git(["-C", dirname(config), "show", whole ? base : `${base}:./${basename(config)}`], {
    ...variables,
    LC_ALL: "C",
  });
  if (asked.code !== 0) return refusal(base, basename(config), asked);
  return { file: whole ? base : `${base}:${basename(config)}`, text: asked.stdout };
}

interface Asked {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

function git(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<Asked> {
  return new Promise((done) => {
    execFile("git", args, { env, maxBuffer: MOST, encoding: "utf8" }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : (error.code ?? 1), stdout, stderr });
    });
  });
}

const MOST = 16 * 1024 * 1024;

function refusal(base: string, file: string, { code, stderr }: Asked): Diagnostic {
  const name = JSON.stringify(base);
  if (code === "ENOENT") {
    return unreadable(
      "base-no-git",
      `There is no file ${name}, and git, which could know it as a ref, is not installed.`,
    );
  }
  if (/not a git repository/i.test(stderr)) {
    return unreadable(
      "base-no-repository",
      `There is no file ${name}, and ${file} lies in no git repository, so that it is no ref either.`,
    );
  }
  if (/invalid object name|unknown revision|bad revision|ambiguous argument/i.test(stderr)) {
    return unreadable(
      "base-unknown",
      `${name} is neither a file nor a ref that git knows here. In a pipeline, fetch the branch first; a shallow checkout has one commit alone.`,
    );
  }
  if (/does not exist in|exists on disk, but not in/i.test(stderr)) {
    return unreadable(
      "base-without-file",
      `git knows ${name}, but there is no ${file} in it. If it had another name then, write ${JSON.stringify(`${base}:PATH`)}.`,
    );
  }
  return unreadable(
    "base-unreadable",
    `git could not show ${name}: ${stderr.trim().split("\n")[0] ?? "no reason given"}`,
  );
}

function unreadable(code: string, detail: string): Diagnostic {
  return { severity: "error", code, summary: "The base cannot be read", detail };
}
