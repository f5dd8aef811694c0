import type { AgentName, DashboardEvent, Tombstone } from "@hyperhive/wire";
import type { Logger } from "pino";
import { agentPaths, type HiveRoots } from "../agents/agent-paths.ts";
import { countBytes } from "./count-bytes.ts";
import { namesWithFiles } from "./names-with-files.ts";
import { readTombstone } from "./read-tombstone.ts";

/** What tombstones are made from. */
export type TombstonesParts = {
  readonly roots: HiveRoots;
  readonly isLive: (name: AgentName) => boolean;
  readonly publish: (event: DashboardEvent) => void;
  readonly log: Pick<Logger, "info">;
};

/** What destroyed agents left behind: found on the disk, told as it comes and goes. Sizes are counted in the background, one agent after the other, and remembered. */
export class Tombstones {
  readonly #parts: TombstonesParts;
  readonly #known = new Map<AgentName, Tombstone>();
  readonly #uncounted = new Set<AgentName>();
  readonly #closing = new AbortController();
  #counting: Promise<void> | undefined;

  constructor(parts: TombstonesParts) {
    this.#parts = parts;
  }

  /** Those that are there, by name. Throws when the folders cannot be listed. */
  list(): Tombstone[] {
    const names = namesWithFiles(this.#parts.roots).filter((name) => !this.#parts.isLive(name));
    return names.flatMap((name) => this.#known.get(name) ?? this.#read(name) ?? []);
  }

  /** Says that an agent has come or gone, or that its files have. */
  touch(name: AgentName): void {
    const found = this.#parts.isLive(name) ? undefined : this.#read(name);
    if (found !== undefined) this.#parts.publish({ kind: "tombstone_changed", tombstone: found });
    else if (this.#known.delete(name)) this.#parts.publish({ kind: "tombstone_removed", name });
  }

  /** Counts nothing more; resolves when nothing is counted any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#counting;
  }

  #read(name: AgentName): Tombstone | undefined {
    const found = readTombstone(this.#parts.roots, name);
    if (found === undefined) return undefined;
    this.#known.set(name, found);
    this.#uncounted.add(name);
    this.#counting ??= this.#countAll().finally(() => (this.#counting = undefined));
    return found;
  }

  async #countAll(): Promise<void> {
    for (const name of this.#uncounted) {
      if (this.#closing.signal.aborted) return;
      this.#uncounted.delete(name);
      await this.#count(name).catch((err: unknown) => this.#explain(name, err));
    }
  }

  async #count(name: AgentName): Promise<void> {
    const { root, applied } = agentPaths(this.#parts.roots, name);
    const { signal } = this.#closing;
    const size = (await countBytes(root, signal)) + (await countBytes(applied, signal));
    const known = this.#known.get(name);
    // It has come back meanwhile, or its files have changed and are counted once more.
    if (known === undefined || this.#uncounted.has(name)) return;
    const tombstone = { ...known, size };
    this.#known.set(name, tombstone);
    this.#parts.publish({ kind: "tombstone_changed", tombstone });
  }

  #explain(name: AgentName, err: unknown): void {
    if (!this.#closing.signal.aborted)
      this.#parts.log.info({ agent: name, err }, "the files of a destroyed agent could not be counted");
  }
}
