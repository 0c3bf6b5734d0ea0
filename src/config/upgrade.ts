import type { Finding } from "../model/diagnostic.ts";
import { type ConfigNode, entryOf } from "./tree.ts";

const CURRENT = 1;

/** What is wrong with the version that a file says it has; `readable` where its language is ours all the same. */
export function checkVersion(root: ConfigNode): { readonly readable: boolean; readonly findings: readonly Finding[] } {
  const node = entryOf(root, "version")?.node;
  if (node === undefined) return { readable: true, findings: [MISSING] };
  const value = node.is === "scalar" ? node.value : undefined;
  if (value === CURRENT) return { readable: true, findings: [] };
  if (typeof value === "number" && Number.isInteger(value) && value > CURRENT) {
    return { readable: false, findings: [newer(value)] };
  }
  return { readable: true, findings: [UNKNOWN] };
}

const MISSING: Finding = {
  severity: "error",
  code: "version-missing",
  summary: "The version is missing",
  detail: `The file must say which version of the language it is written in. Put \`version: ${CURRENT}\` into its first line.`,
  path: [],
  mark: "value",
};

const UNKNOWN: Finding = {
  severity: "error",
  code: "version-unknown",
  summary: "Unknown version",
  detail: `There is one version of this language, written \`version: ${CURRENT}\`, as a number without quotes.`,
  path: ["version"],
  mark: "value",
};

function newer(version: number): Finding {
  return {
    severity: "error",
    code: "version-newer",
    summary: "The file is written for a newer audiencectl",
    detail: `It says version ${version}, and this audiencectl knows version ${CURRENT} alone. Update audiencectl; nothing else in the file has been checked.`,
    path: ["version"],
    mark: "value",
  };
}
