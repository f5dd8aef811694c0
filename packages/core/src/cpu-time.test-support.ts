import { readFileSync } from "node:fs";

/** Ticks of `/proc` in a second, on every Linux that Node runs on. */
const TICKS = 100;

/** The least time, in ms, that a work took of this thread's processor in a few runs: a busy machine makes none of them longer, and garbage is not collected in all. */
export async function leastCpuMs(work: () => unknown, runs = 5): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(before);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

/** The time, in ms, that all ended programs which this process started took of a processor, to some 10 ms. */
export function childrenCpuMs(): number {
  // The name of the program, in parentheses, may hold anything.
  const [, fields = ""] = readFileSync("/proc/self/stat", "latin1").split(/\) (?!.*\) )/s);
  const [user = 0, system = 0] = fields.split(" ").slice(13, 15).map(Number);
  return ((user + system) * 1000) / TICKS;
}

/** How many bytes this process has read so far, from files and all else. */
export function bytesRead(): number {
  return Number(/^rchar: (\d+)$/m.exec(readFileSync("/proc/self/io", "latin1"))?.[1]);
}
