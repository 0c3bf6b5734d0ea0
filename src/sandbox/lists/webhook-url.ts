import { get } from "node:http";
import { unvalidated } from "../problem.ts";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** True for an address that a sandbox may call: it never leaves this machine. */
export function isLoopback(url: string): boolean {
  const parsed = parsedUrl(url);
  return parsed?.protocol === "http:" && LOOPBACK.has(parsed.hostname);
}

/** Refuses what is no URL, and, where asked, what does not answer Mailchimp's GET with 200. */
export async function checkedUrl(url: string, asking: boolean): Promise<void> {
  const parsed = parsedUrl(url);
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    throw unvalidated([{ field: "url", message: "Invalid URL" }]);
  if (!asking) return;
  const code = isLoopback(url) ? await answerOf(parsed) : 400;
  if (code === 200) return;
  const message = `We couldn't verify the URL is working. Please double check and try again. HTTP Code: ${code}`;
  throw unvalidated([{ field: "url", message }]);
}

function parsedUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

function answerOf(url: URL): Promise<number> {
  return new Promise((resolve) => {
    const asked = get(
      url,
      { headers: { "User-Agent": "MailChimp.com WebHook Validator" }, timeout: 5000 },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => resolve(0));
  });
}
