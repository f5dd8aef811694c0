import type { AgentEventRow, PushedEvent, StreamPosition } from "@hyperhive/wire";
import type { Clock } from "../clock.ts";

/** Everything that happened in one agent's harness, kept on the host. Storing is best effort: live events go on when it fails. */
export interface AgentHistoryStore {
  /** Stores events of one harness process, each seq once, and hands the new ones to the listeners; returns the highest seq of that process that is stored. */
  push(bootId: string, events: readonly PushedEvent[]): number;
  /** The newest `limit` events, oldest first. */
  list(limit: number): AgentEventRow[];
  /** At most `limit` events after `seq`, oldest first. */
  after(seq: number, limit: number): AgentEventRow[];
  /** Where the agent's stream stands. */
  position(): StreamPosition;
  /** Calls the listener with every later event until the returned function is called. */
  subscribe(listener: (row: AgentEventRow) => void): () => void;
  /** The highest turn number that was seen. */
  turns(): number;
  /** Figures of the newest turn that had any. */
  lastUsage(): { readonly ctx: number; readonly cost: number } | undefined;
  /** Deletes at most `cap` events and as many turns that were stored before the times (Unix ms); says how many went. */
  vacuum(options: { readonly eventsBefore: number; readonly turnsBefore: number; readonly cap: number }): number;
  close(): void;
}

export type AgentHistoryOptions = {
  readonly clock?: Clock;
  /** Hears what went wrong with the file, in words. */
  readonly warn?: (text: string, cause: unknown) => void;
};

/** Opens an agent's history; a file that cannot be used is moved aside and a new one begun, in memory when even that fails. `:memory:` keeps nothing. The caller closes it. */
export function openAgentHistory(path: string, options: AgentHistoryOptions = {}): AgentHistoryStore {
  throw new Error(`not yet ${path} ${Object.keys(options).join()}`);
}
