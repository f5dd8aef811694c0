import type { AgentClient } from "@hyperhive/client";
import { MAX_RECV_WAIT_SECONDS, type AgentEvent } from "@hyperhive/wire";
import type { ModelChoice } from "../claude/model-choice.ts";
import type { SessionKeeper } from "../claude/session-keeper.ts";
import type { Clock } from "../clock.ts";
import type { HarnessSettings } from "../harness-settings.ts";
import type { TurnDriver, TurnEnd } from "../turn/drive-turn.ts";
import type { Wake } from "../turn/format-wake-prompt.ts";
import type { LeaseList } from "../turn/lease-list.ts";
import { TurnStop } from "../turn/turn-stop.ts";
import type { Job } from "./agenda.ts";
import type { Desk } from "./desk.ts";
import { ackLeases, requeueLeases, type GiveBackOptions } from "./give-back.ts";
import { settle, type Settlement } from "./settlement.ts";
import { waitAtGate } from "./wait-at-gate.ts";

/** What the loop acts on. */
export type LoopContext = {
  readonly client: AgentClient;
  readonly desk: Desk;
  readonly driver: TurnDriver;
  readonly keeper: SessionKeeper;
  readonly leases: LeaseList;
  readonly model: ModelChoice;
  readonly settings: HarnessSettings;
  readonly clock: Clock;
  readonly emit: (event: AgentEvent) => void;
  readonly log: (line: string) => void;
  /** End of a rate limit by the model's own headers, in Unix milliseconds. */
  readonly limitedUntil: () => number | undefined;
};

/** Part of the context window beyond which the agent saves its notes and is compacted. */
const WATERMARK = 0.75;
const REFUSED_PAUSE_MS = 2000;
/** Tries of a turn that no message would bring again. */
const MAX_OWN_TRIES = 5;

/** Turns messages and jobs into turns, one at a time, until the signal aborts. Never rejects because of claude or of an absent core. */
export async function runTurnLoop(context: LoopContext, turns: number, signal: AbortSignal): Promise<void> {
  const loop = new TurnLoop(context, turns, signal);
  signal.addEventListener("abort", () => context.desk.running?.stop("shutdown"), { once: true });
  while (!signal.aborted) await loop.step();
}

class TurnLoop {
  readonly #context: LoopContext;
  readonly #signal: AbortSignal;
  readonly #giveBack: GiveBackOptions;
  #turns: number;
  #failures = 0;
  #recvInterrupted = false;

  constructor(context: LoopContext, turns: number, signal: AbortSignal) {
    this.#context = context;
    this.#turns = turns;
    this.#signal = signal;
    this.#giveBack = { ...context, signal };
  }

  async step(): Promise<void> {
    const { desk } = this.#context;
    const rung = AbortSignal.any([desk.bell.rung, this.#signal]);
    desk.board.refresh();
    if (!desk.verdict.open) return await waitAtGate(this.#context, rung);
    const job = desk.nextJob();
    if (job !== undefined) return await this.#doJob(job);
    const wake = await this.#receive(rung);
    if (wake !== undefined) await this.#takeTurn(wake);
  }

  // A wait that was cut short may have leased a message whose answer nobody read: it goes back before the next one.
  async #receive(rung: AbortSignal): Promise<Wake | undefined> {
    const { client, leases } = this.#context;
    if (this.#recvInterrupted) {
      await requeueLeases(this.#giveBack, { delaySeconds: 0, refund: true, reason: "its delivery was interrupted" });
    }
    this.#recvInterrupted = false;
    try {
      const input = { wait_seconds: MAX_RECV_WAIT_SECONDS, max: 1 };
      const { messages, queued } = await client.call("recv", input, { signal: rung, retry: "forever" });
      const [delivered] = messages;
      if (delivered === undefined) return undefined;
      leases.add([delivered.id]);
      return { kind: "message", delivered, queued };
    } catch (cause) {
      this.#recvInterrupted = true;
      if (!rung.aborted) await this.#afterRefusal(cause);
      return undefined;
    }
  }

  async #doJob(job: Job): Promise<void> {
    const { keeper, emit } = this.#context;
    switch (job.kind) {
      case "turn":
        return await this.#takeTurn(job.wake);
      case "compact":
        return await this.#compact();
      case "new_session":
        await keeper.forget();
        emit({ kind: "note", text: "the next turn begins a new conversation" });
    }
  }

  async #takeTurn(wake: Wake): Promise<void> {
    const { clock, desk, keeper, limitedUntil } = this.#context;
    const stop = new TurnStop();
    const end = await this.#drive(wake, stop);
    if (end.outcome !== "cancelled") this.#failures = end.outcome === "ok" ? 0 : this.#failures + 1;
    const settlement = settle(end, {
      now: clock.now(),
      stopped: stop.reason,
      attempt: wake.kind === "message" ? wake.delivered.attempt : this.#failures,
      failures: this.#failures,
      limitedUntil: limitedUntil(),
    });
    await this.#apply(settlement);
    if (end.outcome !== "ok" && end.outcome !== "cancelled") this.#repeatOwn(wake);
    await keeper.rest();
    if (end.outcome === "ok" && wake.kind !== "save_notes" && end.fill >= WATERMARK) await this.#saveNotesAndCompact();
    desk.board.refresh();
  }

  async #drive(wake: Wake, stop: TurnStop): Promise<TurnEnd> {
    const { desk, driver, model } = this.#context;
    using _running = desk.begin(stop);
    if (this.#signal.aborted) stop.stop("shutdown");
    this.#turns += 1;
    return await driver.drive({ number: this.#turns, wake, model: model.model, stop });
  }

  async #apply({ messages, park, holdUntil, newSession }: Settlement): Promise<void> {
    const { desk, keeper, clock, emit } = this.#context;
    if (messages.do === "ack") await ackLeases(this.#giveBack);
    else await requeueLeases(this.#giveBack, messages);
    if (newSession === true) {
      emit({
        kind: "note",
        text: "the conversation is too long even after compaction; the next turn begins a new one",
      });
      await keeper.forget();
    }
    if (holdUntil !== undefined) desk.setGate({ heldUntil: holdUntil });
    if (park?.for === "limit") desk.setGate({ limitedUntil: park.until });
    if (park?.for === "login") desk.setGate({ needsLogin: { since: clock.now(), detail: park.detail } });
  }

  // A note has no message that would come again; notes for a compaction are not worth a second try.
  #repeatOwn(wake: Wake): void {
    if (wake.kind !== "note" && wake.kind !== "steer") return;
    if (this.#failures < MAX_OWN_TRIES) this.#context.desk.add({ kind: "turn", wake });
  }

  async #saveNotesAndCompact(): Promise<void> {
    if (this.#signal.aborted) return;
    await this.#takeTurn({ kind: "save_notes" });
    if (this.#context.desk.verdict.open) await this.#compact();
  }

  async #compact(): Promise<void> {
    const { desk, driver, keeper, model } = this.#context;
    if (this.#signal.aborted) return;
    const stop = new TurnStop();
    {
      using _running = desk.begin(stop);
      await driver.compact({ model: model.model, stop });
    }
    await keeper.rest();
  }

  async #afterRefusal(cause: unknown): Promise<void> {
    this.#context.log(`recv: ${String(cause)}`);
    await this.#context.clock.sleep(REFUSED_PAUSE_MS, this.#signal);
  }
}
