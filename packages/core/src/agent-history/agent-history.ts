import { randomUUID } from "node:crypto";
import type { AgentEvent, AgentEventRow, PushedEvent, StreamPosition } from "@hyperhive/wire";
import { systemClock, type Clock } from "../clock.ts";
import type { Pushed } from "./event-log.ts";
import { isFaultOfFile, openHistoryFile, replaceHistoryFile, type Warn } from "./history-file.ts";
import { HistoryRecord } from "./history-record.ts";
import type { LastUsage, TurnSpan } from "./turn-stats.ts";

/** Everything that happened in one agent's harness, kept on the host. Storing is best effort: live events go on when it fails. */
export interface AgentHistoryStore {
  /** Stores events of one harness process, each seq once, and hands the new ones to the listeners; returns the highest seq of that process that is stored. */
  push(bootId: string, events: readonly PushedEvent[]): number;
  /** Stores something that the core itself tells of the agent, and hands it to the listeners. */
  append(event: AgentEvent): void;
  /** The newest `limit` events, oldest first; fewer when they are long. */
  list(limit: number): AgentEventRow[];
  /** At most `limit` events after `seq`, oldest first; fewer when they are long. */
  after(seq: number, limit: number): AgentEventRow[];
  /** Where the agent's stream stands. */
  position(): StreamPosition;
  /** Calls the listener with every later event until the returned function is called. Listeners must not throw. */
  subscribe(listener: (row: AgentEventRow) => void): () => void;
  /** The highest turn number that was seen. */
  turns(): number;
  /** Figures of the newest turn that had any. */
  lastUsage(): LastUsage | undefined;
  /** When each turn between two times (Unix ms) was stored, and its dollars, oldest first. */
  turnCosts(span: TurnSpan): { readonly at: number; readonly cost: number }[];
  /** Deletes at most `cap` events and as many turns that were stored before the times; says how many went. */
  vacuum(options: HistoryVacuum): number;
  close(): void;
}

/** What is too old, in Unix ms, and how many rows of a kind may go at once. */
export type HistoryVacuum = { readonly eventsBefore: number; readonly turnsBefore: number; readonly cap: number };

/** What a history is opened with. */
export type AgentHistoryOptions = {
  readonly clock?: Clock;
  /** Hears what went wrong with the file, in words. */
  readonly warn?: Warn;
};

/** Opens an agent's history; a file that cannot be used is moved aside and a new one begun, in memory when even that fails. `:memory:` keeps nothing. The caller closes it. */
export function openAgentHistory(path: string, options: AgentHistoryOptions = {}): AgentHistoryStore {
  const { clock = systemClock, warn = warnOnStderr } = options;
  const listeners = new Set<{ readonly hear: (row: AgentEventRow) => void }>();
  let record = new HistoryRecord(openHistoryFile(path, warn));
  const store = (bootId: string, events: readonly PushedEvent[]): Pushed => {
    try {
      return record.push(bootId, events, clock.now());
    } catch (cause) {
      if (!isFaultOfFile(cause)) throw cause;
      record.close();
      record = new HistoryRecord(replaceHistoryFile(path, cause, warn));
      return record.push(bootId, events, clock.now());
    }
  };
  const push = (bootId: string, events: readonly PushedEvent[]) => {
    const { fresh, storedThrough } = store(bootId, events);
    for (const row of fresh) for (const { hear } of listeners) hear(row);
    return storedThrough;
  };
  const own = { bootId: `core-${randomUUID()}`, seq: 0 };
  return {
    push,
    append(event) {
      own.seq += 1;
      push(own.bootId, [{ seq: own.seq, at: clock.now(), event }]);
    },
    subscribe(hear) {
      const listener = { hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    list: (limit) => record.events.newest(limit),
    after: (seq, limit) => record.events.after(seq, limit),
    position: () => ({ epoch: record.epoch, seq: record.seq }),
    turns: () => record.turns,
    lastUsage: () => record.stats.lastUsage(),
    turnCosts: (span) => record.stats.costs(span),
    vacuum: (old) => vacuum(record, old),
    close: () => record.close(),
  };
}

function vacuum({ events, stats }: HistoryRecord, { eventsBefore, turnsBefore, cap }: HistoryVacuum): number {
  return (
    events.deleteStoredBefore(eventsBefore, cap) +
    events.deleteBootsBefore(turnsBefore, cap) +
    stats.deleteStoredBefore(turnsBefore, cap)
  );
}

function warnOnStderr(text: string, cause: unknown): void {
  process.emitWarning(`${text}: ${String(cause)}`);
}
