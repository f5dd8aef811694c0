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
import type { Desk } from "./desk.ts";
import type { Job } from "./agenda.ts";
import { loginMayWork } from "./login-check.ts";
import { settle, type Settlement } from "./settlement.ts";

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
const LOGIN_POLL_MS = 2000;
const GATE_POLL_MS = 60_000;
/** Time that a stopping harness gives the core to take messages back; the next start would do it too. */
const FAREWELL_MS = 2000;
const MAX_OWN_RETRIES = 5;

/** Turns messages and jobs into turns, one at a time, until the signal aborts. Never rejects because of claude or of an absent core. */
export async function runTurnLoop(context: LoopContext, turns: number, signal: AbortSignal): Promise<void> {
  const loop = new TurnLoop(context, turns, signal);
  signal.addEventListener("abort", () => context.desk.running?.stop("shutdown"), { once: true });
  while (!signal.aborted) await loop.step();
}

class TurnLoop {
  readonly #context: LoopContext;
  readonly #signal: AbortSignal;
  #turns: number;
  #failures = 0;
  #recvInterrupted = false;

  constructor(context: LoopContext, turns: number, signal: AbortSignal) {
    this.#context = context;
    this.#turns = turns;
    this.#signal = signal;
  }

  async step(): Promise<void> {
    const { desk } = this.#context;
    const rung = AbortSignal.any([desk.bell.rung, this.#signal]);
    desk.board.refresh();
    const verdict = desk.verdict;
    if (!verdict.open) return await this.#waitAtGate(verdict.until, rung);
    const job = desk.nextJob();
    if (job !== undefined) return await this.#doJob(job);
    const wake = await this.#receive(rung);
    if (wake !== undefined) await this.#takeTurn(wake);
  }

  async #waitAtGate(until: number | undefined, rung: AbortSignal): Promise<void> {
    const { desk, clock, settings } = this.#context;
    const { needsLogin, paused } = desk.gate;
    if (needsLogin !== undefined && !paused) {
      await clock.sleep(LOGIN_POLL_MS, rung);
      if (await loginMayWork(settings, { since: needsLogin.since, now: clock.now() }))
        desk.setGate({ needsLogin: undefined });
      return;
    }
    await clock.sleep(
      until === undefined ? GATE_POLL_MS : Math.min(Math.max(until - clock.now(), 0), GATE_POLL_MS),
      rung,
    );
  }

  // A wait that was cut short may have leased a message whose answer nobody read: it goes back before the next one.
  async #receive(rung: AbortSignal): Promise<Extract<Wake, { kind: "message" }> | undefined> {
    const { client, leases } = this.#context;
    if (this.#recvInterrupted)
      await this.#requeue({ delaySeconds: 0, refund: true, reason: "its delivery was interrupted" });
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
      if (!rung.aborted) await this.#afterRefusal("recv", cause);
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
    this.#failures = end.outcome === "ok" ? 0 : this.#failures + 1;
    const settlement = settle(end, {
      now: clock.now(),
      stopped: stop.reason,
      attempt: wake.kind === "message" ? wake.delivered.attempt : this.#failures,
      failures: this.#failures,
      limitedUntil: limitedUntil(),
    });
    await this.#apply(settlement, wake);
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

  async #apply({ messages, park, holdUntil, newSession }: Settlement, wake: Wake): Promise<void> {
    const { desk, keeper, leases, clock, emit } = this.#context;
    if (messages.do === "ack") await this.#ack(leases.take());
    else {
      leases.take();
      await this.#requeue(messages);
      this.#repeatOwn(wake);
    }
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
    if (this.#failures < MAX_OWN_RETRIES) this.#context.desk.add({ kind: "turn", wake });
  }

  async #saveNotesAndCompact(): Promise<void> {
    if (this.#signal.aborted) return;
    await this.#takeTurn({ kind: "save_notes" });
    if (this.#context.desk.verdict.open) await this.#compact();
  }

  async #compact(): Promise<void> {
    const { desk, driver, keeper, model } = this.#context;
    const stop = new TurnStop();
    if (this.#signal.aborted) return;
    {
      using _running = desk.begin(stop);
      await driver.compact({ model: model.model, stop });
    }
    await keeper.rest();
  }

  async #ack(ids: number[]): Promise<void> {
    await this.#tell("ack_turn", (options) => this.#context.client.call("ack_turn", { ids }, options));
  }

  async #requeue({
    delaySeconds,
    refund,
    reason,
  }: {
    delaySeconds: number;
    refund: boolean;
    reason: string;
  }): Promise<void> {
    const input = { reason, delay_seconds: delaySeconds, refund_attempt: refund };
    await this.#tell("requeue_inflight", (options) => this.#context.client.call("requeue_inflight", input, options));
  }

  // The core must hear this even when it takes an hour to come back; only our own end cuts it short.
  async #tell(
    cmd: string,
    call: (options: { signal: AbortSignal; retry: "forever" }) => Promise<unknown>,
  ): Promise<void> {
    const farewell = new AbortController();
    const end = () =>
      void this.#context.clock.sleep(FAREWELL_MS, farewell.signal).then(() => farewell.abort(new Error("stopping")));
    if (this.#signal.aborted) end();
    else this.#signal.addEventListener("abort", end, { once: true });
    try {
      await call({ signal: farewell.signal, retry: "forever" });
    } catch (cause) {
      this.#context.log(`${cmd}: ${String(cause)}`);
    } finally {
      this.#signal.removeEventListener("abort", end);
      farewell.abort();
    }
  }

  async #afterRefusal(cmd: string, cause: unknown): Promise<void> {
    const { clock, log } = this.#context;
    log(`${cmd}: ${String(cause)}`);
    await clock.sleep(LOGIN_POLL_MS, this.#signal);
  }
}
