import type { IncomingMessage, ServerResponse } from "node:http";

/** Whoever answers requests. */
interface Door {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** The faces of a sandbox. */
interface Doors {
  readonly mailchimp: Door;
  readonly partnero: Door;
  readonly controls: Door;
}

/** Sends a request to the door that its path names: Mailchimp below /3.0, Partnero below /v1, everything else to the controls. */
export function receive(request: IncomingMessage, response: ServerResponse, doors: Doors, origin: string): void {
  // A client that takes this for its proxy writes the whole address.
  request.url = (request.url ?? "/").replace(/^https?:\/\/[^/?]*(?=\/)/i, "");
  const url = request.url;
  if (/^\/3\.0(\?|$)/.test(url)) {
    moved(response, `${origin}${url.replace("/3.0", "/3.0/")}`);
    return;
  }
  const answering = doorOf(url, doors).answer(request, response);
  // A client that went away is no event; anything else is a fault of the sandbox and must be seen.
  answering.catch((error: unknown) => {
    if (!request.socket.destroyed) process.emitWarning(error instanceof Error ? error : String(error));
    response.destroy();
  });
}

function doorOf(url: string, { mailchimp, partnero, controls }: Doors): Door {
  if (url.startsWith("/3.0/")) return mailchimp;
  return /^\/v1([/?]|$)/.test(url) ? partnero : controls;
}

// Recorded: /3.0 without a slash is redirected by the server before the API.
function moved(response: ServerResponse, location: string): void {
  const page = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>301 Moved Permanently</title>\n</head><body>\n<h1>Moved Permanently</h1>\n<p>The document has moved <a href="${location.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}">here</a>.</p>\n</body></html>\n`;
  response
    .writeHead(301, { Server: "openresty", "Content-Type": "text/html; charset=iso-8859-1", Location: location })
    .end(page);
}
