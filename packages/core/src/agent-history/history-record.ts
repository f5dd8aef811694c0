import { randomBytes } from "node:crypto";
import type { AgentEventRow, PushedEvent } from "@hyperhive/wire";
import { sql } from "kysely";
import { createEventLog, type EventLog, type Pushed } from "./event-log.ts";
import type { HistoryFile } from "./history-file.ts";
import { createTurnStats, type TurnStats } from "./turn-stats.ts";

// What memory holds of an agent whose file failed.
const MAX_EVENTS_IN_MEMORY = 20_000;

/** One history from its opening to its close: a file and what is known of it. */
export class HistoryRecord {
  readonly epoch: string;
  readonly events: EventLog;
  readonly stats: TurnStats;
  readonly #file: HistoryFile;
  #seq: number;
  #turns: number;

  constructor(file: HistoryFile) {
    this.#file = file;
    const { epoch, turns } = readOrBegin(file);
    this.epoch = epoch;
    this.events = createEventLog(file.store, epoch);
    this.stats = createTurnStats(file.store);
    this.#seq = readLastSeq(file);
    this.#turns = turns;
  }

  /** Number of the newest event, also when it has been deleted since. */
  get seq(): number {
    return this.#seq;
  }

  get turns(): number {
    return this.#turns;
  }

  /** Stores what is new, all of it or nothing. */
  push(bootId: string, events: readonly PushedEvent[], now: number): Pushed {
    const { store, inMemory } = this.#file;
    const pushed = store.transaction(() => {
      const result = this.events.append(bootId, events, now);
      for (const { event } of result.fresh) if (event.kind === "turn_end") this.stats.add(event, now);
      this.#keepTurns(highestTurn(result.fresh));
      return result;
    });
    this.#seq = pushed.fresh.at(-1)?.seq ?? this.#seq;
    this.#turns = Math.max(this.#turns, highestTurn(pushed.fresh));
    if (inMemory) this.events.deleteThrough(this.#seq - MAX_EVENTS_IN_MEMORY);
    return pushed;
  }

  close(): void {
    this.#file.store.close();
  }

  #keepTurns(highest: number): void {
    const { store } = this.#file;
    if (highest > this.#turns) store.run(store.db.updateTable("history").set({ turns: highest }));
  }
}

function highestTurn(rows: readonly AgentEventRow[]): number {
  return rows.reduce((highest, { event }) => {
    return event.kind === "turn_start" || event.kind === "turn_end" ? Math.max(highest, event.turn) : highest;
  }, 0);
}

function readOrBegin({ store }: HistoryFile): { epoch: string; turns: number } {
  const known = store.get(store.db.selectFrom("history").selectAll());
  if (known !== undefined) return known;
  const begun = { epoch: randomBytes(9).toString("base64url"), turns: 0 };
  store.run(store.db.insertInto("history").values(begun));
  return begun;
}

// The counter and not the newest row: a number must not come again when retention has emptied the table.
function readLastSeq({ store }: HistoryFile): number {
  const counter = sql<{ seq: number }>`select seq from sqlite_sequence where name = 'events'`;
  return store.get({ compile: () => counter.compile(store.db) })?.seq ?? 0;
}
