import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextRound } from "node:timers/promises";
import type { AgentName, InboxRow } from "@hyperhive/wire";
import { startBroker, type TestHive } from "../broker/broker.test-support.ts";
import { createRequestKeys } from "../request-keys/request-keys.ts";
import { makeTempFolder } from "../temp-folder.test-support.ts";
import { newReminder, type NewReminder } from "./new-reminder.ts";
import { createReminders, type Reminders, type RemindersDeps } from "./reminders.ts";

/** Reminders over a real broker, database and folders, with a clock that stands still. */
export type RemindersStage = AsyncDisposable & {
  readonly hive: TestHive;
  readonly reminders: Reminders;
  /** Who exists; tests may change it. */
  readonly agents: string[];
  /** Owners whose count may have changed. */
  readonly changed: string[];
  readonly logged: object[];
  /** Path on the host of something in coder's `/state` or in `/shared`. */
  host(cagePath: string): string;
  /** Reminds after ten seconds unless told otherwise, and says the id. */
  remind(over?: Partial<NewReminder>): Promise<number>;
  /** Lets time pass and everything come to disk that it brings. */
  pass(ms: number): Promise<void>;
  inbox(name?: string): InboxRow[];
  /** Drops everything as a crash would and opens it anew. */
  restart(): void;
};

/** Starts them; `over` replaces parts, `broken` makes commits fail while it answers true. */
export function startReminders(
  options: { over?: Partial<RemindersDeps>; broken?: () => boolean } = {},
): RemindersStage {
  const folder = makeTempFolder();
  for (const name of ["state", "shared", "outside"]) mkdirSync(join(folder.path, name));
  const agents = ["manager", "coder", "tester"];
  const hive = startBroker({
    deps: { directory: { agents: () => agents as AgentName[] } },
    ...(options.broken && { break: options.broken }),
  });
  const changed: string[] = [];
  const logged: object[] = [];
  const host = (cagePath: string) => join(folder.path, cagePath);
  const open = () => {
    const { store, broker, clock } = hive;
    const reminders = createReminders({
      store,
      keys: createRequestKeys(store),
      broker,
      clock,
      log: { error: (fields: object) => void logged.push(fields) } as RemindersDeps["log"],
      homeOf: (owner) => (agents.includes(owner) ? { hostOf: host } : undefined),
      onChange: (owner) => void changed.push(owner),
      ...options.over,
    });
    reminders.start();
    return reminders;
  };
  let reminders = open();
  return {
    hive,
    get reminders() {
      return reminders;
    },
    agents,
    changed,
    logged,
    host,
    remind: async (over = {}) => {
      const wanted = { ...newReminder("coder", { message: "look", delay_seconds: 10 }), ...over };
      if (over.at !== undefined) delete (wanted as { delaySeconds?: number }).delaySeconds;
      return (await reminders.remind(wanted)).id;
    },
    async pass(ms) {
      // In steps of a tick, since a tick that is under way holds up the next one.
      for (let left = ms; left >= 0; left -= 5000) {
        hive.clock.advance(Math.min(left, 5000));
        for (let round = 0; round < 20; round += 1) await nextRound();
        if (left === 0) break;
      }
    },
    inbox: (name = "coder") => hive.broker.recent(name, 1000),
    restart() {
      void reminders.close();
      hive.crash();
      reminders = open();
    },
    async [Symbol.asyncDispose]() {
      await reminders.close();
      await hive[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}
