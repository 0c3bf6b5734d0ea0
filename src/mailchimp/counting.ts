import type { Send } from "../model/request.ts";

/** How many requests went out, by what they do. */
export interface RequestCount {
  readonly read: number;
  readonly write: number;
}

/** Counts what passes; put it under `retrying` to count each try, above it to count each call once. */
export function counting(send: Send): { readonly send: Send; count(): RequestCount } {
  let read = 0;
  let write = 0;
  return {
    send: (request) => {
      if (request.method === "GET") read += 1;
      else write += 1;
      return send(request);
    },
    count: () => ({ read, write }),
  };
}
