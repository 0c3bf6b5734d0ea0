import type { SegmentOperand } from "../model/segment.ts";

/** How a segment's condition calls what it looks at, `group "Program type"`. */
export function segmentOperandName(operand: SegmentOperand): string {
  switch (operand.on) {
    case "mergeField":
      return operand.key;
    case "tag":
      return "tag";
    case "group":
      return `group ${JSON.stringify(operand.title)}`;
    case "contact":
      return operand.property;
  }
}
