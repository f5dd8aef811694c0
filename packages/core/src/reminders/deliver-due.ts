import { setImmediate as nextRound } from "node:timers/promises";
import { HiveError } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Broker } from "../broker/broker.ts";
import type { Mail } from "../broker/mail.ts";
import type { Clock } from "../clock.ts";
import type { ReminderRow, ReminderStore } from "./reminder-store.ts";
import { fileOf, writeReminder, type ReminderText } from "./reminder-text.ts";
import { failed, settleReminder, type DueReminder } from "./settle-reminder.ts";
import type { AgentHome } from "./write-cage-file.ts";

/** What delivering needs. */
export type Delivery = {
  readonly rows: ReminderStore;
  readonly broker: Pick<Broker, "commit">;
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
  /** An agent's folders; undefined when there is no such agent. */
  readonly homeOf: (owner: string) => AgentHome | undefined;
  /** Runs after a commit that may have changed how many reminders of an owner are pending. */
  readonly onChange: (owner: string) => void;
};

const BATCH = 100;

/** Delivers everything that is due, a hundred per transaction; files are written before, so that a crash between the two only writes them again. */
export async function deliverDue(delivery: Delivery): Promise<void> {
  let batch: readonly ReminderRow[];
  do {
    batch = delivery.rows.due(delivery.clock.now(), BATCH);
    await settleBatch(await prepare(batch, delivery), delivery);
  } while (batch.length === BATCH);
}

async function prepare(batch: readonly ReminderRow[], { homeOf }: Delivery): Promise<readonly DueReminder[]> {
  const due: DueReminder[] = [];
  for (const row of batch) {
    const file = fileOf(row);
    const home = file && homeOf(row.owner);
    // Without an agent the delivery fails anyway, and says so better.
    const text: ReminderText = file && home ? writeReminder(row, file, home) : { ok: true, body: row.message };
    due.push({ row, text });
    if (file !== undefined) await nextRound();
  }
  return due;
}

// The database refuses a batch as a whole, so the guilty one is looked for and the others go on.
async function settleBatch(batch: readonly DueReminder[], delivery: Delivery): Promise<void> {
  try {
    await commit(batch, delivery, (one, mail) => settleReminder(one, delivery.rows, mail));
  } catch (cause) {
    if (cause instanceof HiveError) throw cause;
    if (batch.length === 1) await giveBack(batch, cause, delivery);
    else for (const one of batch) await settleBatch([one], delivery);
  }
}

async function giveBack(batch: readonly DueReminder[], err: unknown, delivery: Delivery): Promise<void> {
  await commit(batch, delivery, ({ row }, { now }) =>
    delivery.rows.update(row.id, failed(row, "it could not be stored as a message; the core's log has the cause", now)),
  );
  delivery.log.error({ reminder: batch[0]?.row.id, err }, "a reminder could not be delivered");
}

async function commit(
  batch: readonly DueReminder[],
  { broker, onChange }: Delivery,
  settle: (one: DueReminder, mail: Mail) => void,
): Promise<void> {
  if (batch.length === 0) return;
  await broker.commit((mail) => {
    for (const one of batch) settle(one, mail);
    mail.afterwards(() => new Set(batch.map(({ row }) => row.owner)).forEach(onChange));
  });
}
