import { startSandbox } from "../src/sandbox/server.ts";
import { AUDIENCE, FIELDS, members } from "./population.ts";

/** A Mailchimp with everybody in it, in a process of its own: its work is not the planner's. */
const count = Number(process.argv[2]);
const sandbox = await startSandbox();
sandbox.traffic.keepBodies = false;
const audience = sandbox.world.audience(AUDIENCE);
for (const field of FIELDS) audience.mergeField(field);
audience.add(members(count));
process.send?.({ baseUrl: sandbox.mailchimpUrl, apiKey: sandbox.apiKey });
process.once("disconnect", () => process.exit());
