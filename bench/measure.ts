/** What a piece of work took. */
export interface Measure {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The most memory that the process ever held, its start included. */
  readonly peakMb: number;
}

/** Runs something once and says what it took. */
export async function measured<T>(work: () => Promise<T>): Promise<Measure & { readonly result: T }> {
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024, result };
}
