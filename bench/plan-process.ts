import { openRunFolder } from "../src/files/run-folder.ts";
import { connect } from "../src/mailchimp/connection.ts";
import type { ReadyRequest, Send } from "../src/model/request.ts";
import { apply } from "../src/reconciler/apply.ts";
import { loadConfig } from "../src/reconciler/config.ts";
import { makePlan } from "../src/reconciler/plan.ts";
import { measured } from "./measure.ts";
import type { Held } from "./processes.ts";

/** Plans once, and applies where asked to; start-up and the loading of the configuration are not measured. */
const [cwd = "", baseUrl = "", apiKey = "", task = "plan"] = process.argv.slice(2);
const config = await loadConfig({ cwd, variables: {}, unset: "error" });
const { desired, vocabulary } = config;
if (desired === undefined || vocabulary === undefined) throw new Error(JSON.stringify(config.diagnostics));
const asked: ReadyRequest[] = [];
const connection = connect({ baseUrl, apiKey, concurrency: 8, onRequest: (request) => asked.push(request) });
let held: Held | undefined;
const send: Send = async (request) => {
  const answer = await connection.send(request);
  if (task === "held" && request.query?.["since_last_changed"] !== undefined) held = heldNow();
  return answer;
};
const sent = () => connection.requests().read + connection.requests().write;
const run = openRunFolder();
// Loads the SDK, which is start-up too.
await connection.account();
asked.length = 0;
const measure = await measured(() =>
  makePlan({
    config: { ...config, desired, vocabulary },
    send,
    sent,
    now: new Date(),
    selection: { scope: "all", only: [] },
    allowances: [],
    spools: run.spool,
  }),
);
const { plan, live, diagnostics } = measure.result;
if (plan === undefined || live === undefined) throw new Error(JSON.stringify(diagnostics));
const reads = asked.map(({ path, query = {} }) => ({ path, query }));
const report =
  task === "plan"
    ? undefined
    : await apply({
        plan,
        live,
        declared: desired.objects,
        identity: desired.contacts?.identity ?? [],
        send,
        sent,
        concurrency: 8,
        outcomes: run.spool("outcomes"),
        keepSecret: () => undefined,
        stopped: () => false,
        clock: () => Date.now(),
        sleep: async () => {},
      });
const facts = {
  ...measure,
  result: undefined,
  reads,
  summary: plan.contacts?.summary,
  tags: plan.contacts?.tags,
  planned: plan.requests,
  sent: report?.requests.sent,
  tally: report?.contacts?.tally,
  held,
};
connection.close();
run.close();
// The channel may close only once all of it has gone: of a million contacts there are a thousand requests to tell.
process.send?.(facts, undefined, undefined, () => process.disconnect?.());

/** The last page is read last of all, so that everybody stands in the index by then. */
function heldNow(): Held {
  globalThis.gc?.();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return { arraysMb: arrayBuffers / 1e6, heapMb: heapUsed / 1e6 };
}
