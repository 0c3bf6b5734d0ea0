import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Problem } from "../problem.ts";

const BODY_LIMIT = 32 * 1024 * 1024;

/** The id of an answer: X-Request-Id, and `instance` of a problem. */
export function requestId(): string {
  return randomUUID();
}

/** Reads a request's body whole. What is too large is read to its end as well, so that the refusal reaches the client. */
export async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > BODY_LIMIT) throw new Problem(413, "Request Entity Too Large", "The body is larger than 32 MiB.");
  return Buffer.concat(chunks).toString("utf8");
}

/** What is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends an answer with its length; a lost client is no error. */
export function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  if (answer.status === 204) {
    response.writeHead(204, { Server: "openresty", ...answer.headers }).end();
    return;
  }
  const bytes = Buffer.from(answer.text);
  response
    .writeHead(answer.status, { Server: "openresty", ...answer.headers, "Content-Length": bytes.length })
    .end(bytes);
}

/** Sends an answer whose text stops in the middle. */
export function sendHalf(response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.text);
  // A whole, well-formed HTTP answer whose JSON stops in the middle: what a proxy's cut-off looks like.
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response
    .writeHead(answer.status, { Server: "openresty", ...answer.headers, "Content-Length": half.length })
    .end(half);
}

/** Cuts the connection instead of answering. */
export function cut(request: IncomingMessage): void {
  request.socket.destroy();
}

/** Gives no answer, until the client gives up. */
export async function hang(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.socket.destroyed) return;
  await new Promise<void>((resolve) => response.once("close", resolve));
}
