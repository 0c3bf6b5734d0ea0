import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A webhook's receiver on loopback: what it was asked with GET, and what was posted to it. */
export class Receiver {
  readonly asked: string[] = [];
  readonly posted: URLSearchParams[] = [];
  /** The status of every answer. */
  answers = 200;
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
    server.on("request", async (request, response) => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      if (request.method === "GET") this.asked.push(request.url ?? "");
      else this.posted.push(new URLSearchParams(body));
      response.writeHead(this.answers).end();
    });
  }

  /** `http://127.0.0.1:PORT`. */
  get origin(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${isPort(address) ? address.port : 0}`;
  }
}

/** A receiver that goes with the test. */
export async function receiver(): Promise<Receiver> {
  const server = createServer();
  const made = new Receiver(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return made;
}

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
