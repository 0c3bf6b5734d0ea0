import { formatAddress } from "../model/address.ts";
import type { ApplyReport, ContactOutcome } from "../model/report.ts";
import { jsonStream, mapped } from "./json-stream.ts";
import { type Mask, maskFor } from "./mask.ts";
import { tallied } from "./result-view.ts";
import { jsonText } from "./text/escape.ts";

/** What the JSON of a report says beside the report. */
export interface ResultJsonOptions {
  readonly showPii: boolean;
  /** The exit code that the command will end with. */
  readonly exit: number;
}

/** The report of an apply for programs, as `schema/result.v1.schema.json` describes it, an outcome a line. */
export function resultJson(report: ApplyReport, { showPii, exit }: ResultJsonOptions): AsyncIterable<string> {
  const { audience, environment, steps, contacts, requests, interrupted, elapsedMs } = report;
  const mask = maskFor(showPii, {});
  const head = { format: "audiencectl.result/1", audience, ...(environment === undefined ? {} : { environment }) };
  return jsonStream([
    `${jsonText(head).slice(0, -1)},\n"interrupted":${interrupted},\n"schema":{"planned":${steps.length},"tally":${jsonText(tallied(steps))},"outcomes":`,
    { items: steps.map((outcome) => outcomeJson(outcome, mask)) },
    "},\n",
    ...(contacts === undefined
      ? []
      : [
          `"contacts":{"planned":${contacts.planned},"tally":${jsonText(contacts.tally)},"outcomes":`,
          { items: mapped(contacts.outcomes, (outcome) => outcomeJson(outcome, mask)) },
          "},\n",
        ]),
    `"requests":${jsonText(requests)},\n"elapsedMs":${elapsedMs},\n"exit":${exit}}\n`,
  ]);
}

function outcomeJson(outcome: ContactOutcome, mask: Mask): unknown {
  const { at, ref, status } = outcome;
  const personal = at.kind === "contact";
  return {
    ...(ref === undefined ? {} : { ref }),
    address: formatAddress(personal ? { kind: at.kind, key: mask.email(at.key) } : at),
    status,
    ...(outcome.status === "applied" ? {} : { reason: mask.text(outcome.reason, personal ? { email: at.key } : {}) }),
  };
}
