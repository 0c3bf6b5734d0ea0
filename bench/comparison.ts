import type { Measure } from "./measure.ts";
import type { Bench } from "./processes.ts";
import { row } from "./table.ts";

/** A plan beside the least that anybody must do, where nothing has moved and where one in a hundred has. */
export async function comparison(bench: Bench, runs: number): Promise<void> {
  console.log(`${bench.contacts.toLocaleString("en")} contacts, ${runs} runs each, by turns; the median of each.\n`);
  console.log(row(["", "wall ms", "CPU ms", "peak MB", "wall", "CPU"]));
  await compared(bench, runs, "none changed", Number.POSITIVE_INFINITY);
  await compared(bench, runs, "1 % changed", 100);
}

/** By turns, so that a busy minute falls on both; a ratio is the middle one of those of the turns. */
async function compared(bench: Bench, runs: number, name: string, everyNth: number): Promise<void> {
  bench.source(everyNth);
  const { reads } = await bench.plan();
  await bench.bare(reads);
  const turns: { readonly mine: Measure; readonly least: Measure }[] = [];
  for (let run = 0; run < runs; run += 1) turns.push({ mine: await bench.plan(), least: await bench.bare(reads) });
  const ratio = (figure: keyof Measure) => median(turns.map(({ mine, least }) => mine[figure] / least[figure]));
  const [mine, least] = [turns.map((turn) => turn.mine), turns.map((turn) => turn.least)];
  console.log(row([`bare loop, ${name}`, ...figures(least), "1.00", "1.00"]));
  console.log(row([`plan, ${name}`, ...figures(mine), ratio("wallMs").toFixed(2), ratio("cpuMs").toFixed(2)]));
}

function figures(measures: readonly Measure[]): readonly string[] {
  const middle = (figure: keyof Measure) => median(measures.map((measure) => measure[figure])).toFixed(0);
  return [middle("wallMs"), middle("cpuMs"), middle("peakMb")];
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}
