import { parseArgs } from "node:util";
import { comparison } from "./comparison.ts";
import { growth } from "./growth.ts";
import { Bench } from "./processes.ts";
import { requests } from "./requests.ts";

const { values } = parseArgs({
  options: {
    contacts: { type: "string", default: "10000" },
    runs: { type: "string", default: "5" },
    growth: { type: "boolean", default: false },
  },
});
const [contacts, runs] = [Number(values.contacts), Number(values.runs)];

if (values.growth) await growth([10_000, 100_000, 300_000]);
else {
  const bench = await Bench.open(contacts);
  try {
    await comparison(bench, runs);
    await requests(bench);
  } finally {
    bench.close();
  }
}
