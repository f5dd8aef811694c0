import type { AgentName } from "@hyperhive/wire";
import { z } from "zod";

/** What is locked: hyperhive itself, or an agent. */
export type LockedName = AgentName | "hyperhive";

/** The revision in use. */
export type Locked = {
  readonly rev: string;
  /** Unix seconds of when it was locked. */
  readonly lastModified: number;
};

/** The revision of each thing that is locked. */
export type HiveLock = ReadonlyMap<LockedName, Locked>;

/** A change of the lock; what is not named stays. */
export type LockChange = {
  readonly set?: readonly { readonly name: LockedName; readonly rev: string }[];
  readonly remove?: readonly LockedName[];
};

const AGENT = "agent-";
const lockSchema = z.object({
  version: z.literal(1),
  inputs: z.record(z.string(), z.object({ locked: z.object({ rev: z.string(), lastModified: z.int() }) })),
});

/** The lock after a change; `now` is in Unix seconds. What gets the revision that it has keeps its time. */
export function changeLock(lock: HiveLock, { set = [], remove = [] }: LockChange, now: number): HiveLock {
  const changed = new Map(lock);
  for (const { name, rev } of set) if (changed.get(name)?.rev !== rev) changed.set(name, { rev, lastModified: now });
  for (const name of remove) changed.delete(name);
  return changed;
}

/** The text of a lock: hyperhive first, then the agents by name; the same lock gives the same text. */
export function formatLock(lock: HiveLock): string {
  const inputs = Object.fromEntries(
    inOrder(lock).map(([name, { rev, lastModified }]) => [
      lockKey(name),
      { locked: { rev, lastModified }, ...originOf(name) },
    ]),
  );
  return `${JSON.stringify({ version: 1, inputs }, undefined, 2)}\n`;
}

/** Reads the text of a lock. Throws when it is none. */
export function parseLock(text: string): HiveLock {
  const { inputs } = lockSchema.parse(JSON.parse(text));
  return new Map(Object.entries(inputs).map(([key, { locked }]) => [nameOf(key), locked]));
}

/** The word that stands for something in the lock, e.g. `agent-coder`. */
export function lockKey(name: LockedName): string {
  return name === "hyperhive" ? name : `${AGENT}${name}`;
}

// Names come back as they were written; only the core writes them.
function nameOf(key: string): LockedName {
  return (key.startsWith(AGENT) ? key.slice(AGENT.length) : key) as LockedName;
}

/** The entries of a lock, hyperhive first and then the agents by name. */
export function inOrder(lock: HiveLock): readonly (readonly [LockedName, Locked])[] {
  return [...lock].toSorted(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
}

/** Where something that is locked comes from, as the lock says it. */
export function originOf(name: LockedName): { readonly original?: { readonly url: string } } {
  return name === "hyperhive" ? {} : { original: { url: `applied/${name}` } };
}

function rank(name: LockedName): string {
  return name === "hyperhive" ? "" : name;
}
