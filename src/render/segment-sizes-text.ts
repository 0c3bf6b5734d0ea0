import type { SegmentSize } from "../model/segment.ts";
import type { SegmentRow, Shortlist } from "./contacts-view.ts";
import { columns } from "./text/layout.ts";
import { type Line, span } from "./text/page.ts";
import { counted, grouped } from "./text/quantity.ts";

/** The segments whose size a plan changes, a line each. */
export function segmentLines({ rows, others }: Shortlist<SegmentRow>): readonly Line[] {
  if (rows.length === 0) return [];
  const table = rows.map(({ name, before, after }): Line[] => [[name], [sizeText(before)], [`→ ${sizeText(after)}`]]);
  return [
    [span("heading", "Segments"), span("dim", " (subscribed members, by our reckoning)")],
    ...columns(table, ["left", "right", "left"], 4),
    ...(others === 0 ? [] : [[span("dim", `    and ${counted(others, "more segment")}`)]]),
  ];
}

function sizeText(size: SegmentSize): string {
  return size === "unknown" ? size : grouped(size);
}
