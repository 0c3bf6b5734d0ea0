import { channel } from "node:diagnostics_channel";
import type { IncomingHttpHeaders } from "node:http";
import type { Json } from "../json.ts";
import type { Answer } from "./exchange.ts";

/** A request to a sandbox and its answer, as they went over the wire. */
export interface WireExchange {
  readonly method: string;
  /** Below /3.0, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Json | undefined;
  /** The fault that it met; the answer is then none of Mailchimp's. */
  readonly fault: string | undefined;
  /** None when the connection was cut instead. */
  readonly answer: Answer | undefined;
}

/** Where the exchanges of every sandbox of this process can be listened to. */
export const EXCHANGES = "audiencectl:sandbox:exchange";

const exchanges = channel(EXCHANGES);

/** Tells who listens; costs nothing while nobody does. */
export function tell(exchange: () => WireExchange): void {
  if (exchanges.hasSubscribers) exchanges.publish(exchange());
}
