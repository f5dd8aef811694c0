import type { AgentHistoryStore } from "../agent-history/agent-history.ts";
import type { Broker } from "../broker/broker.ts";
import type { BuildStore } from "../builds/build-store.ts";
import type { TurnLedger } from "../hive-stats/turn-ledger.ts";
import type { OperatorLogin } from "../operator-login/operator-login.ts";
import type { Reminders } from "../reminders/reminders.ts";
import type { RequestKeys } from "../request-keys/request-keys.ts";

/** What grows old. */
export type Swept = {
  readonly broker: Pick<Broker, "vacuum">;
  readonly keys: Pick<RequestKeys, "vacuum">;
  readonly reminders: Pick<Reminders, "vacuum">;
  readonly builds: Pick<BuildStore, "vacuum">;
  readonly turns: Pick<TurnLedger, "vacuum">;
  readonly login: Pick<OperatorLogin, "vacuum">;
  /** Asked anew at every sweep. */
  readonly histories: () => Iterable<Pick<AgentHistoryStore, "vacuum">>;
};

/** One kind of old rows. */
export type Sweep = {
  readonly what: string;
  /** Deletes about `cap` rows; says how many went, 0 when none is left. */
  readonly step: (cap: number) => number;
};

const DAY_MS = 24 * 60 * 60_000;
const MESSAGE_DAYS = 30;
const KEY_DAYS = 30;
const REMINDER_DAYS = 30;
const BUILD_DAYS = 30;
const EVENT_DAYS = 7;
const TURN_DAYS = 90;

/** Everything that is too old at `now` (Unix ms). */
export function sweepsOf({ broker, keys, reminders, builds, turns, login, histories }: Swept, now: number): Sweep[] {
  const ago = (days: number) => now - days * DAY_MS;
  const history = { eventsBefore: ago(EVENT_DAYS), turnsBefore: ago(TURN_DAYS) };
  return [
    { what: "messages", step: (cap) => broker.vacuum({ before: ago(MESSAGE_DAYS), cap }) },
    { what: "request keys", step: (cap) => keys.vacuum({ before: ago(KEY_DAYS), cap }) },
    { what: "reminders", step: (cap) => reminders.vacuum({ before: ago(REMINDER_DAYS), cap }) },
    { what: "builds", step: (cap) => builds.vacuum({ before: ago(BUILD_DAYS), cap }) },
    { what: "turns", step: (cap) => turns.vacuum({ before: ago(TURN_DAYS), cap }) },
    { what: "log-ins", step: (cap) => login.vacuum(cap) },
    ...Array.from(histories(), (one) => ({
      what: "agent history",
      step: (cap: number) => one.vacuum({ ...history, cap }),
    })),
  ];
}
