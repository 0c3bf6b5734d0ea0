import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { code, table } from "./markdown.ts";

const SOURCE = fileURLToPath(new URL("../../src", import.meta.url));

/** Which folders speak of what; a message stands where its folder is named. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  "The configuration file and its rules": ["config", "rules", "reconciler"],
  "The sources": ["sources", "contacts"],
  "Plans and what they meet in the audience": ["plan", "kinds", "diff", "apply", "cli"],
  "Mailchimp and the connection": ["mailchimp"],
  "Files that audiencectl keeps": ["files"],
};

interface Message {
  readonly code: string;
  readonly summary: string;
  readonly folder: string;
}

/** Every code that a message can bear, with what it says first, read from the code that says it. */
export function messageLines(): readonly string[] {
  const messages = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap(messagesOf);
  return [
    "## Messages",
    "",
    "Each message begins with its summary and, in brackets, a code that stays the same: `error: Unknown path (unknown-path)`.",
    "What follows says what is wrong in your case, and the way out.",
    ...Object.entries(ABOUT).flatMap(([title, folders]) => [
      "",
      `### ${title}`,
      "",
      ...table(["code", "summary"], rowsOf(messages.filter((message) => folders.includes(message.folder)))),
    ]),
  ];
}

function rowsOf(messages: readonly Message[]): readonly (readonly string[])[] {
  const codes = [...new Set(messages.map((message) => message.code))].sort();
  return codes.map((one) => {
    const summaries = messages.filter((message) => message.code === one).map((message) => message.summary);
    return [code(one), [...new Set(summaries)].sort().join("; ")];
  });
}

function messagesOf(file: string): readonly Message[] {
  const tree = ts.createSourceFile(file, readFileSync(join(SOURCE, file), "utf8"), ts.ScriptTarget.ES2023, true);
  const folder = file.split(/[/\\]/)[0] ?? "";
  const constants = constantsIn(tree);
  const found: Message[] = [];
  walk(tree, (node) => {
    if (!ts.isObjectLiteralExpression(node)) return;
    const summary = textOf(node, "summary", constants);
    const word = textOf(node, "code", constants) ?? keyOf(node);
    if (summary !== undefined && word !== undefined) found.push({ code: word, summary, folder });
  });
  return found;
}

/** The texts that have a name in a file. */
function constantsIn(tree: ts.Node): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  walk(tree, (node) => {
    if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return;
    if (ts.isStringLiteralLike(node.initializer)) found.set(node.name.getText(), node.initializer.text);
  });
  return found;
}

function textOf(node: ts.ObjectLiteralExpression, name: string, constants: ReadonlyMap<string, string>) {
  const property = node.properties.find((one) => one.name?.getText() === name);
  if (property === undefined) return undefined;
  if (ts.isShorthandPropertyAssignment(property)) return constants.get(name);
  return ts.isPropertyAssignment(property) ? spoken(property.initializer, constants) : undefined;
}

/** A text as it stands; of one with holes, the holes are dots. */
function spoken(node: ts.Expression, constants: ReadonlyMap<string, string>): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isIdentifier(node)) return constants.get(node.text);
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join("");
}

/** In a table of messages, the code is the key. */
function keyOf({ parent }: ts.ObjectLiteralExpression): string | undefined {
  return ts.isPropertyAssignment(parent) && ts.isStringLiteral(parent.name) ? parent.name.text : undefined;
}

function walk(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => walk(child, see));
}
