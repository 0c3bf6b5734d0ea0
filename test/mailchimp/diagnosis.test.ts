import { createServer } from "node:https";
import { describe, expect, onTestFinished, test } from "vitest";
import { diagnose } from "../../src/mailchimp/diagnosis.ts";
import { type MailchimpError, mailchimpError, type RawFailure } from "../../src/mailchimp/error.ts";
import { failure, KEY, once, reached } from "./reached.ts";

const CONTEXT = { baseUrl: "https://us6.api.mailchimp.com/3.0" };

const said = (status: number, title: string, detail: string): RawFailure => ({
  status,
  text: JSON.stringify({ title, status, detail }),
});

const FAILURES: Readonly<Record<string, RawFailure>> = {
  "invalid key": said(
    401,
    "API Key Invalid",
    "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
  ),
  "wrong data centre": said(403, "Forbidden", "The API key provided is linked to a different datacenter."),
  "user disabled": said(403, "User Disabled", "This account has been deactivated."),
  "not in the plan": said(403, "Forbidden", "This account's plan doesn't include advanced segmentation."),
  "bare 403": { status: 403, text: "" },
  "too many connections": said(429, "Too Many Requests", "You have exceeded the limit of 10 simultaneous connections."),
  "gone object": said(404, "Resource Not Found", "The requested resource could not be found."),
  "no name service": { code: "ENOTFOUND" },
  "connection refused": { code: "ECONNREFUSED" },
  "no answer in time": { code: "ETIMEDOUT" },
  "connection cut": { code: "ECONNRESET" },
  "expired certificate": { code: "CERT_HAS_EXPIRED" },
  "self-signed certificate": { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
  "page of a proxy": { status: 200, code: "ERR_BAD_ANSWER" },
  "audience in motion": { code: "ERR_INCOMPLETE_READ" },
  stopped: { code: "ABORT_ERR" },
  "502": { status: 502, text: "<html>Bad gateway</html>" },
  "invalid resource": said(400, "Invalid Resource", "Your merge fields were invalid."),
};

test("every failure is told in words that lead out", async () => {
  const told = Object.entries(FAILURES).map(([name, raw]) => {
    const { code, summary, detail } = diagnose(mailchimpError({ method: "GET", path: "/lists/a1" }, raw, KEY), CONTEXT);
    return `# ${name}\n${code}: ${summary}\n${detail}\n`;
  });
  await expect(told.join("\n")).toMatchFileSnapshot("golden/diagnosis.txt");
});

test("an audience that is not there is called by the name that was asked for", async () => {
  const { connection } = await reached();
  const error = await failure(connection.send({ method: "GET", path: "/lists/nope" }));
  expect(diagnose(error, { ...CONTEXT, audience: "nope" }).detail).toContain('no audience "nope"');
});

describe("over the wire", () => {
  test("a key that Mailchimp does not know", async () => {
    const { sandbox } = await reached();
    const connection = once(sandbox.mailchimpUrl, { apiKey: "ffffffffffffffffffffffffffffffff-us6" });
    expect(code(await failure(connection.account().then(() => null)))).toBe("mailchimp-key-refused");
  });

  test("a host where nobody listens", async () => {
    expect(code(await failure(once("http://127.0.0.1:1/3.0").send(PING)))).toBe("mailchimp-unreachable");
  });

  test("no answer in time", async () => {
    const { connection } = await reached("hang", { timeoutMs: 100, attempts: 1 });
    expect(code(await failure(connection.send(PING)))).toBe("mailchimp-timeout");
  });

  test("a server that cannot prove who it is", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    expect(code(await failure(once(`https://127.0.0.1:${port}/3.0`).send(PING)))).toBe("mailchimp-untrusted");
  });
});

const PING = { method: "GET", path: "/ping" } as const;

function code(error: MailchimpError): string {
  return diagnose(error, CONTEXT).code;
}
