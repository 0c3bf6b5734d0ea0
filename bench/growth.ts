import { Bench } from "./processes.ts";
import { row } from "./table.ts";

/**
 * Memory against the number of contacts. The peak is that of a run left to itself; index and heap are what is held after
 * the last page of members once all garbage is collected. What the peak has beyond the index must not grow.
 */
export async function growth(sizes: readonly number[]): Promise<void> {
  console.log("A plan with 1 % changed, in MB.\n");
  console.log(row(["contacts", "peak", "index", "heap", "peak less index"]));
  for (const contacts of sizes) {
    const bench = await Bench.open(contacts);
    try {
      bench.source(100);
      const { peakMb } = await bench.plan();
      const { held = { arraysMb: 0, heapMb: 0 } } = await bench.plan("held");
      const figures = [peakMb, held.arraysMb, held.heapMb, peakMb - held.arraysMb];
      console.log(row([contacts.toLocaleString("en"), ...figures.map((figure) => figure.toFixed(0))]));
    } finally {
      bench.close();
    }
  }
}
