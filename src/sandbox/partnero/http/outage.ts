import type { FaultRule, PartneroFaultKind } from "../../fault-rule.ts";
import type { Answer } from "../../http/exchange.ts";
import { bare, type Refusal, unfit } from "./refusal.ts";

const HTML_502 =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n";

/** The refusal that a fault is, where it is one. */
export function faultRefusal({ kind, amount }: FaultRule<PartneroFaultKind>): Refusal | undefined {
  switch (kind) {
    case "429":
      return bare(429, "Too Many Attempts.", amount === undefined ? {} : { "Retry-After": String(amount) });
    case "403":
      return bare(403, "This account has no access to the API.");
    case "422":
      return unfit({ page: ["The page must be an integer."] });
    case "500":
      return bare(500, "Server Error");
    case "503":
      return bare(503, "Service Unavailable");
    default:
      return undefined;
  }
}

/** The page of the network before Partnero, where a fault is that. */
export function faultPage({ kind }: FaultRule<PartneroFaultKind>): Answer | undefined {
  return kind === "502" ? { status: 502, headers: { "Content-Type": "text/html" }, text: HTML_502 } : undefined;
}
