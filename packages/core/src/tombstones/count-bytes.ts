import { existsSync, type Stats } from "node:fs";
import { setImmediate as nextRound } from "node:timers/promises";
import { HeldFolder } from "../held-folder.ts";

/** How much is looked at before the counting is given up. */
export type CountLimits = { readonly maxEntries: number; readonly maxDepth: number };

const LIMITS: CountLimits = { maxEntries: 1_000_000, maxDepth: 64 };
/** Entries after which others get their turn. */
const BATCH = 100;

/** Bytes of the files below a folder that is there or not, without holding others up; no link is followed. Throws when there is too much, when a folder may not be read, and when the signal aborts. */
export async function countBytes(path: string, signal: AbortSignal, limits = LIMITS): Promise<number> {
  if (!existsSync(path)) return 0;
  using folder = HeldFolder.open(path);
  return await new Count(signal, limits).below(folder, 1);
}

class Count {
  readonly #signal: AbortSignal;
  readonly #limits: CountLimits;
  #entries = 0;

  constructor(signal: AbortSignal, limits: CountLimits) {
    this.#signal = signal;
    this.#limits = limits;
  }

  async below(folder: HeldFolder, depth: number): Promise<number> {
    if (depth > this.#limits.maxDepth) throw new Error(`its folders are over ${this.#limits.maxDepth} levels deep`);
    let bytes = 0;
    for (const name of folder.names()) {
      await this.#step();
      const found = folder.look(name);
      if (found?.isDirectory() === true) {
        using inner = folder.open(name);
        bytes += await this.below(inner, depth + 1);
      } else if (found?.isFile() === true) bytes += bytesOf(found);
    }
    return bytes;
  }

  async #step(): Promise<void> {
    this.#entries += 1;
    if (this.#entries > this.#limits.maxEntries) throw new Error(`it has over ${this.#limits.maxEntries} entries`);
    if (this.#entries % BATCH !== 0) return;
    await nextRound();
    this.#signal.throwIfAborted();
  }
}

const BLOCK_BYTES = 512;

// A file with holes takes less than it says.
function bytesOf({ size, blocks }: Stats): number {
  return Math.min(size, blocks * BLOCK_BYTES);
}
