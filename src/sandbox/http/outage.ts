import type { FaultRule } from "../fault-rule.ts";
import { invalid, Problem } from "../problem.ts";
import type { Answer } from "./exchange.ts";
import { tooMany } from "./trigger.ts";

const HTML_502 =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>openresty</center>\r\n</body>\r\n</html>\r\n";

/** The problem that a fault is answered with, where it is one. */
export function faultProblem(fault: FaultRule, limit: number): Problem | undefined {
  switch (fault.kind) {
    case "429":
      return tooMany(limit);
    case "500":
      return new Problem(
        500,
        "Internal Server Error",
        "An unexpected internal error has occurred. Please contact Support for more information.",
      );
    case "reject":
      return invalid(
        "The resource submitted could not be validated. For field-specific details, see the 'errors' array.",
        [],
      );
    default:
      return undefined;
  }
}

/** The answer of a fault that is no problem document. */
export function faultAnswer(fault: FaultRule): Answer | undefined {
  switch (fault.kind) {
    case "429-bare":
      return { status: 429, headers: { "Content-Type": "text/html" }, text: "" };
    case "403-bare":
      return { status: 403, headers: { "Content-Type": "text/html" }, text: "" };
    case "502":
    case "lost-502":
      return { status: 502, headers: { "Content-Type": "text/html" }, text: HTML_502 };
    case "503":
      return {
        status: 503,
        headers: { "Content-Type": "application/json" },
        text: JSON.stringify({
          type: "akamai_error_message",
          title: "akamai_503",
          status: 503,
          ref_no: "Reference Number: 0.5e1d1602.1605010101.7c8cf0",
        }),
      };
    default:
      return undefined;
  }
}
