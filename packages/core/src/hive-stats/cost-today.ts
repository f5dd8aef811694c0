import type { DashboardEvent } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import { roundCost, type TurnLedger } from "./turn-ledger.ts";

/** What the day's cost is made from. */
export type CostTodayParts = {
  readonly ledger: Pick<TurnLedger, "within">;
  readonly clock: Clock;
  readonly publish: (event: DashboardEvent) => void;
  readonly log: Pick<Logger, "error">;
};

/** What all agents have cost since midnight on this machine, in dollars: summed once a day, then added to, and told as it changes. */
export class CostToday {
  readonly #parts: CostTodayParts;
  #day: number | undefined;
  #sum = 0;
  #told: number | undefined;
  #midnight: Disposable | undefined;

  constructor(parts: CostTodayParts) {
    this.#parts = parts;
  }

  value(): number {
    const day = startOfDay(this.#parts.clock.now());
    if (day !== this.#day) this.#sumUp(day);
    return roundCost(this.#sum);
  }

  /** Adds a turn that is in the ledger already. */
  add(cost: number): void {
    const isNewDay = startOfDay(this.#parts.clock.now()) !== this.#day;
    // Then it is among what is summed up, and so are the others of its transaction, which come here next.
    if (isNewDay) return queueMicrotask(() => this.#tell());
    this.#sum += cost;
    this.#tell();
  }

  /** Sums up anew what is in the ledger. */
  refresh(): void {
    this.#day = undefined;
    this.#tell();
  }

  /** Begins a new sum at each midnight until it is closed. */
  start(): void {
    const { clock } = this.#parts;
    this.#told = this.value();
    this.#midnight = clock.setTimer(
      () => {
        this.#tell();
        this.start();
      },
      nextDay(clock.now()) - clock.now(),
    );
  }

  close(): void {
    this.#midnight?.[Symbol.dispose]();
  }

  #tell(): void {
    const cost_today = this.value();
    if (cost_today === this.#told) return;
    this.#told = cost_today;
    this.#parts.publish({ kind: "cost_changed", cost_today });
  }

  // A figure that cannot be read is no reason for a page not to load.
  #sumUp(day: number): void {
    this.#day = day;
    this.#sum = 0;
    try {
      this.#sum = this.#parts.ledger.within({ from: day, until: nextDay(day) }).cost;
    } catch (err) {
      this.#parts.log.error({ err }, "what the agents have cost today cannot be read");
    }
  }
}

function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

// By the calendar, since not every day has 24 hours.
function nextDay(now: number): number {
  return new Date(now).setHours(24, 0, 0, 0);
}
