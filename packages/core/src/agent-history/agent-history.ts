import type { DatabaseSync } from "node:sqlite";
import type { AgentEvent, AgentEventRow, PushedEvent, StreamPosition } from "@hyperhive/wire";
import { openHistoryDatabase } from "./history-database.ts";
import { createTurnStats } from "./turn-stats.ts";

/** What happened in one agent's harness, kept on the host. `seq` grows for ever within the file's epoch. */
export type AgentHistoryStore = {
  /** Stores the events of a harness process that are new, in order, and tells every listener. Answers the number up to which that process's events are stored; resending is harmless. */
  push(bootId: string, events: readonly PushedEvent[]): number;
  /** The newest events, oldest first. */
  list(limit: number): AgentEventRow[];
  /** Events after a number, oldest first. */
  after(seq: number, limit: number): AgentEventRow[];
  /** The newest event of one of these kinds. */
  latest(kinds: readonly AgentEvent["kind"][]): AgentEventRow | undefined;
  /** Place of the newest event. */
  position(): StreamPosition;
  /** Number of the oldest event still kept; 0 when there is none. */
  oldest(): number;
  /** Follows from now on; answers how to stop. */
  subscribe(listener: (row: AgentEventRow) => void): () => void;
  /** How many turns this agent has had. */
  turns(): number;
  /** Token figures of the last turn that had any. */
  lastUsage(): { readonly ctx: number; readonly cost: number } | undefined;
  /** Deletes at most `cap` events and turn rows each that were stored before their time (Unix ms); answers how many. */
  vacuum(options: { readonly eventsBefore: number; readonly turnsBefore: number; readonly cap: number }): number;
  close(): void;
};

export type AgentHistoryOptions = {
  readonly clock?: { now(): number };
  /** Hears what went wrong with the file, in words. */
  readonly warn?: (text: string, cause: unknown) => void;
};

/** Opens an agent's history, creating it when missing. An unreadable file is moved aside, `warn` is told, and a new one begun. The caller closes it. */
export function openAgentHistory(path: string, options: AgentHistoryOptions = {}): AgentHistoryStore {
  const warn = options.warn ?? (() => undefined);
  const { sqlite, epoch, moved } = openHistoryDatabase(path);
  if (moved !== undefined) warn(`the history ${path} could not be read; it was moved to ${moved} and a new one begun`, undefined);
  const listeners = new Set<(row: AgentEventRow) => void>();
  const stats = createTurnStats(sqlite);
  const rows = createEventRows(sqlite, epoch);
  return {
    push(bootId, events) {
      const stored = inTransaction(sqlite, () => {
        const { fresh, storedThrough } = rows.append(bootId, events);
        for (const { event, at } of fresh) if (event.kind === "turn_end") stats.add(event, at);
        return { fresh, storedThrough };
      });
      for (const row of stored.fresh) for (const listener of listeners) listener(row);
      return stored.storedThrough;
    },
    list: rows.newest,
    after: rows.after,
    latest: rows.latest,
    position: () => ({ epoch, seq: rows.last() }),
    oldest: rows.oldest,
    subscribe(listener) {
      const own = (row: AgentEventRow) => listener(row);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    turns: stats.count,
    lastUsage: stats.lastUsage,
    vacuum: ({ eventsBefore, turnsBefore, cap }) => rows.vacuum(eventsBefore, cap) + stats.vacuum(turnsBefore, cap),
    close: () => sqlite.close(),
  };
}

function inTransaction<T>(sqlite: DatabaseSync, work: () => T): T {
  sqlite.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    sqlite.exec("COMMIT");
    return result;
  } catch (cause) {
    if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
    throw cause;
  }
}

type StoredEvent = { seq: number; at: number; event: string };

function createEventRows(sqlite: DatabaseSync, epoch: string) {
  const insert = sqlite.prepare("INSERT INTO events (boot_id, boot_seq, at, stored_at, event) VALUES (?, ?, ?, ?, ?)");
  const boot = sqlite.prepare("SELECT stored_through FROM boots WHERE boot_id = ?");
  const setBoot = sqlite.prepare(
    "INSERT INTO boots (boot_id, stored_through, stored_at) VALUES (?, ?, ?) ON CONFLICT (boot_id) DO UPDATE SET stored_through = excluded.stored_through, stored_at = excluded.stored_at",
  );
  const newest = sqlite.prepare("SELECT seq, at, event FROM events ORDER BY seq DESC LIMIT ?");
  const after = sqlite.prepare("SELECT seq, at, event FROM events WHERE seq > ? ORDER BY seq LIMIT ?");
  // The counter, not the newest row: numbers must not come again when retention has emptied the table.
  const last = sqlite.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'");
  const oldest = sqlite.prepare("SELECT min(seq) AS seq FROM events");
  const toRow = ({ seq, at, event }: StoredEvent): AgentEventRow => ({ epoch, seq, at, event: JSON.parse(event) as AgentEvent });
  return {
    append(bootId: string, events: readonly PushedEvent[]) {
      const known = Number(boot.get(bootId)?.["stored_through"] ?? 0);
      const fresh = events.filter(({ seq }) => seq > known).toSorted((one, other) => one.seq - other.seq);
      const now = Date.now();
      const added = fresh.map(({ seq, at, event }) => {
        const { lastInsertRowid } = insert.run(bootId, seq, at, now, JSON.stringify(event));
        return { epoch, seq: Number(lastInsertRowid), at, event };
      });
      const storedThrough = fresh.at(-1)?.seq ?? known;
      if (fresh.length > 0) setBoot.run(bootId, storedThrough, now);
      return { fresh: added, storedThrough };
    },
    newest: (limit: number) => (newest.all(limit) as StoredEvent[]).toReversed().map(toRow),
    after: (seq: number, limit: number) => (after.all(seq, limit) as StoredEvent[]).map(toRow),
    latest(kinds: readonly string[]) {
      const marks = kinds.map(() => "?").join(", ");
      const found = sqlite
        .prepare(`SELECT seq, at, event FROM events WHERE event ->> '$.kind' IN (${marks}) ORDER BY seq DESC LIMIT 1`)
        .get(...kinds) as StoredEvent | undefined;
      return found === undefined ? undefined : toRow(found);
    },
    last: () => Number(last.get()?.["seq"] ?? 0),
    oldest: () => Number(oldest.get()?.["seq"] ?? 0),
    vacuum: (before: number, cap: number) =>
      Number(
        sqlite
          .prepare("DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE stored_at < ? ORDER BY seq LIMIT ?)")
          .run(before, cap).changes,
      ),
  };
}
