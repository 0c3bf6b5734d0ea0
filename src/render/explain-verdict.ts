import type { ContactAction, ContactChange } from "../model/contact.ts";
import type { PersonVerdict } from "../model/explained-person.ts";
import { sampleParts } from "./contacts-text.ts";
import { sampleView } from "./contacts-view.ts";
import { LEFT_OUT, STAYS } from "./explain-words.ts";
import { flow, paragraph } from "./text/layout.ts";
import { type Line, span } from "./text/page.ts";

/** What a plan does at an address, a sentence for each thing. */
export function verdictLines(verdicts: readonly PersonVerdict[], width: number, indent: number): readonly Line[] {
  return verdicts.flatMap((verdict) => {
    if (verdict.is === "change") return changeLines(verdict.change, width, indent);
    return paragraph(sentence(verdict), width, indent, indent + 2);
  });
}

const GOING: Readonly<Record<ContactAction, (change: ContactChange) => string>> = {
  create: ({ status }) => `Would be created as ${status}`,
  adopt: () => "Stands in the audience, and would be taken on as ours",
  update: () => "Would be updated",
  rename: ({ from, email }) => `Would be renamed from ${from ?? "another address"} to ${email}`,
  untag: () => "Would lose its tags",
  archive: () => "Would be archived",
};

function changeLines(change: ContactChange, width: number, indent: number): readonly Line[] {
  const sample = sampleView(change);
  const parts = sampleParts(sample);
  const title: Line = [span("update", GOING[change.action](change)), parts.length === 0 ? "." : ":"];
  return [
    ...paragraph(title, width, indent, indent + 2),
    ...flow(parts, ",", width, indent + 2),
    ...(sample.why === undefined ? [] : paragraph([span("dim", `A leaver. ${sample.why}`)], width, indent + 2)),
    ...(sample.held === undefined ? [] : paragraph([span("held", "Held: "), sample.held], width, indent + 2)),
  ];
}

function sentence(verdict: Exclude<PersonVerdict, { readonly is: "change" }>): Line {
  switch (verdict.is) {
    case "in-step":
      return [span("good", "In step:"), " a plan changes nothing."];
    case "left-out":
      return [span("warning", "Left out:"), ` ${LEFT_OUT[verdict.reason].why}.`];
    case "leaver":
      return [span("warning", "A leaver:"), ` ours, ${LEAVING[verdict.why]}; ${leaverSentence(verdict.policy)}.`];
    case "stays":
      return [span("warning", "Left as it is:"), ` ${STAYS[verdict.why].why}.`];
    case "unmanaged":
      return [span("warning", "Not managed:"), " the file has no `sync`, so it says nothing of people."];
    case "unknown":
      return [
        span("warning", "Not known:"),
        " no source has this address, and the audience does not either.",
        " Somebody deleted for good looks the same as somebody who was never there.",
      ];
  }
}

const LEAVING: Readonly<Record<"gone" | "not-included", string>> = {
  gone: "and in no source any more",
  "not-included": "and not let in by `sync.include` any more",
};

function leaverSentence(policy: string): string {
  return policy === "keep"
    ? "kept as it is (`sync.leavers: keep`)"
    : `\`sync.leavers: ${policy}\` finds nothing that it may take away`;
}
