import type { AgentEvent, AgentEventRow, PushedEvent } from "@hyperhive/wire";
import type { Store } from "../store/create-store.ts";
import type { HistoryTables } from "./history-tables.ts";

/** What a push came to: the rows that are new, and how far the process's events are stored. */
export type Pushed = { readonly fresh: readonly AgentEventRow[]; readonly storedThrough: number };

// A list is held in memory as a whole, several times while it is encoded for a page.
const MAX_LISTED_CHARACTERS = 8 * 1024 * 1024;

type StoredEvent = { seq: number; at: number; event: string };

/** The events of one history. */
export type EventLog = ReturnType<typeof createEventLog>;

/** Prepares everything that is asked of events; their seq goes on where the file stands. */
export function createEventLog(store: Store<HistoryTables>, epoch: string) {
  const insert = store.prepare<Omit<StoredEvent, "seq"> & { stored_at: number }, unknown>((db, param) =>
    db.insertInto("events").values({ at: param("at"), stored_at: param("stored_at"), event: param("event") }),
  );
  const newest = store.prepare<{ limit: number }, StoredEvent>((db, param) =>
    db.selectFrom("events").select(["seq", "at", "event"]).orderBy("seq", "desc").limit(param("limit")),
  );
  const after = store.prepare<{ seq: number; limit: number }, StoredEvent>((db, param) =>
    db
      .selectFrom("events")
      .select(["seq", "at", "event"])
      .where("seq", ">", param("seq"))
      .orderBy("seq")
      .limit(param("limit")),
  );
  const boots = createBoots(store);
  const toRow = ({ seq, at, event }: StoredEvent): AgentEventRow => ({
    epoch,
    seq,
    at,
    event: JSON.parse(event) as AgentEvent,
  });
  return {
    /** Stores what is new of one harness process, in the transaction of the caller. */
    append(bootId: string, events: readonly PushedEvent[], now: number): Pushed {
      const known = boots.storedThrough(bootId);
      const fresh = events.filter(({ seq }) => seq > known).toSorted((one, other) => one.seq - other.seq);
      const rows = fresh.map(({ at, event }) => {
        const { lastId } = insert.run({ at, stored_at: now, event: JSON.stringify(event) });
        return { epoch, seq: lastId, at, event };
      });
      const storedThrough = fresh.at(-1)?.seq ?? known;
      if (rows.length > 0) boots.advance(bootId, storedThrough, now);
      return { fresh: rows, storedThrough };
    },
    /** The newest events, oldest first; fewer when they are long. */
    newest: (limit: number) => firstThatFit(newest.iterate({ limit })).toReversed().map(toRow),
    after: (seq: number, limit: number) => firstThatFit(after.iterate({ seq, limit })).map(toRow),
    deleteStoredBefore(time: number, cap: number): number {
      const old = store.db.selectFrom("events").select("seq").where("stored_at", "<", time).limit(cap);
      return store.run(store.db.deleteFrom("events").where("seq", "in", old)).changes;
    },
    deleteThrough: (seq: number): number => store.run(store.db.deleteFrom("events").where("seq", "<=", seq)).changes,
    deleteBootsBefore: boots.deleteBefore,
  };
}

function firstThatFit(rows: Iterable<StoredEvent>): StoredEvent[] {
  const taken: StoredEvent[] = [];
  let room = MAX_LISTED_CHARACTERS;
  for (const row of rows) {
    room -= row.event.length;
    if (room < 0) break;
    taken.push(row);
  }
  return taken;
}

function createBoots(store: Store<HistoryTables>) {
  const find = store.prepare<{ boot_id: string }, { stored_through: number }>((db, param) =>
    db.selectFrom("boots").select("stored_through").where("boot_id", "=", param("boot_id")),
  );
  const replace = store.prepare<HistoryTables["boots"], unknown>((db, param) =>
    db.replaceInto("boots").values({
      boot_id: param("boot_id"),
      stored_through: param("stored_through"),
      stored_at: param("stored_at"),
    }),
  );
  return {
    storedThrough: (bootId: string) => find.get({ boot_id: bootId })?.stored_through ?? 0,
    advance: (bootId: string, through: number, now: number) =>
      void replace.run({ boot_id: bootId, stored_through: through, stored_at: now }),
    deleteBefore(time: number, cap: number): number {
      const old = store.db.selectFrom("boots").select("boot_id").where("stored_at", "<", time).limit(cap);
      return store.run(store.db.deleteFrom("boots").where("boot_id", "in", old)).changes;
    },
  };
}
