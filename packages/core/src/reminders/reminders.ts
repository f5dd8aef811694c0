import { HiveError, MANAGER, OPERATOR, type Reminder } from "@hyperhive/wire";
import type { RequestKeys } from "../request-keys/request-keys.ts";
import type { Store } from "../store/store.ts";
import { deliverDue, type Delivery } from "./deliver-due.ts";
import type { NewReminder } from "./new-reminder.ts";
import { createReminderStore, type ReminderStore } from "./reminder-store.ts";
import { storeReminder, type RemindReceipt } from "./store-reminder.ts";
import { Ticker } from "./ticker.ts";
import { viewReminder } from "./view-reminder.ts";

/** Stores what agents want to be reminded of and delivers it when it is due. Every promise resolves once what it says is on disk. */
export interface Reminders {
  /** Throws `bad_request`, `too_many`, `key_reused`. */
  remind(reminder: NewReminder): Promise<RemindReceipt>;
  /** Deletes a reminder that was not delivered. Throws `not_found`, also to those whose it is not. */
  cancel(by: string, id: number): Promise<void>;
  /** Those that are pending or have failed, oldest first. */
  list(): Reminder[];
  listOf(owner: string): Reminder[];
  /** How many wait to be delivered. */
  countPending(owner: string): number;
  /** Deletes at most `cap` that were delivered or given up before the time (Unix ms); says how many went. */
  vacuum(options: { readonly before: number; readonly cap: number }): number;
  /** Begins to deliver; what came due before is delivered at once. */
  start(): void;
  /** Delivers no more; resolves when what is under way is done. */
  close(): Promise<void>;
}

/** What reminders are made from. */
export type RemindersDeps = Omit<Delivery, "rows"> & { readonly store: Store; readonly keys: RequestKeys };

/** Makes the reminders of a hive over its store and broker, which stay the caller's. */
export function createReminders(deps: RemindersDeps): Reminders {
  const { broker, clock, onChange } = deps;
  const rows = createReminderStore(deps.store);
  const ticker = new Ticker({
    clock,
    wanted: () => rows.somePending(),
    tick: () => deliverDue({ ...deps, rows }),
    onFailure: (err) => deps.log.error({ err }, "reminders could not be delivered; the next tick tries again"),
  });
  return {
    async remind(reminder) {
      const receipt = await broker.commit((mail) => {
        const stored = storeReminder(reminder, { rows, keys: deps.keys }, mail);
        mail.afterwards(() => onChange(reminder.owner));
        return stored;
      });
      if (receipt.dueAt <= clock.now()) ticker.tickNow();
      else ticker.look();
      return receipt;
    },
    cancel: (by, id) =>
      broker.commit((mail) => {
        const { owner } = find(rows, by, id);
        rows.delete(id);
        mail.afterwards(() => onChange(owner));
      }),
    list: () => rows.kept().map(viewReminder),
    listOf: (owner) => rows.keptOf(owner).map(viewReminder),
    countPending: (owner) => rows.countPending(owner),
    vacuum: ({ before, cap }) => rows.deleteEnded(before, cap),
    start: () => ticker.start(),
    close: () => ticker.close(),
  };
}

function find(rows: ReminderStore, by: string, id: number) {
  const row = rows.find(id);
  const isTheirs = by === OPERATOR || by === MANAGER || row?.owner === by;
  if (row === undefined || !isTheirs) {
    const list = by === OPERATOR ? "`hive-c0re reminders`" : "`get_loose_ends`";
    throw new HiveError("not_found", `\`id\`: there is no reminder ${id}; ${list} lists those that wait`);
  }
  if (row.delivered_at === null) return row;
  const at = new Date(row.delivered_at).toISOString();
  throw new HiveError("not_found", `\`id\`: reminder ${id} waits no more, it was delivered at ${at}`);
}
