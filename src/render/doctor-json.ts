import type { DoctorView } from "./doctor-view.ts";
import { jsonText } from "./text/escape.ts";

/** What doctor found for programs, as `schema/doctor.v1.schema.json` describes it, a check a line. */
export function doctorJson({ environment, checks, counts }: DoctorView, exit: number): string {
  const head = { format: "audiencectl.doctor/1", ...(environment === undefined ? {} : { environment }) };
  return [
    jsonText(head).slice(0, -1),
    `"checks":[\n${checks.map(jsonText).join(",\n")}\n]`,
    `"counts":${jsonText(counts)}`,
    `"exit":${exit}}\n`,
  ].join(",\n");
}
