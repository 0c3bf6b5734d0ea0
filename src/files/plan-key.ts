import type { Diagnostic } from "../model/diagnostic.ts";

/** The 32 bytes of `AUDIENCECTL_PLAN_KEY`, in hex or base64; undefined where it is not set. Never shows what it holds. */
export function planKey(text: string | undefined): Buffer | Diagnostic | undefined {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return undefined;
  const bytes = /^[0-9a-fA-F]{64}$/.test(trimmed) ? Buffer.from(trimmed, "hex") : Buffer.from(trimmed, "base64");
  if (bytes.length === 32) return bytes;
  return {
    severity: "error",
    code: "plan-key-malformed",
    summary: "AUDIENCECTL_PLAN_KEY is no key",
    detail: `It must be 32 random bytes in hex (64 digits) or base64 (44 characters), and what is there makes ${bytes.length} bytes. Make one with: openssl rand -base64 32`,
  };
}
