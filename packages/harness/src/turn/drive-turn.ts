import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import type { AgentEvent, TurnOutcome } from "@hyperhive/wire";
import { commandPrompt, wordsPrompt } from "../claude/prompt-queue.ts";
import type { SessionKeeper } from "../claude/session-keeper.ts";
import type { Clock } from "../clock.ts";
import type { OpenCounts } from "./count-open.ts";
import { formatWakePrompt, wokenBy, type Wake } from "./format-wake-prompt.ts";
import { turnOutcome, type Verdict } from "./turn-outcome.ts";
import type { ToolWaits } from "./tool-waits.ts";
import { TurnStop } from "./turn-stop.ts";
import { TurnTally } from "./turn-tally.ts";

/** What a turn acts on. */
export type TurnContext = {
  readonly keeper: SessionKeeper;
  readonly clock: Clock;
  readonly emit: (event: AgentEvent) => void;
  /** Shows that claude is compacting instead of thinking. */
  readonly setCompacting: (compacting: boolean) => void;
  readonly waits: ToolWaits;
  /** Counts what is open after a turn; quick, and never rejects. */
  readonly countOpen: (signal: AbortSignal) => Promise<OpenCounts>;
};

/** One turn to run; `stop` ends it, its first reason is recorded. */
export type TurnOrder = {
  readonly number: number;
  readonly wake: Wake;
  readonly model: string;
  readonly stop: TurnStop;
};

/** How a turn ended. */
export type TurnEnd = Verdict & {
  /** End of a rate limit as claude told it, in Unix milliseconds. */
  readonly limitedUntil: number | undefined;
  /** Part of the context window in use, from 0. */
  readonly fill: number;
};

/** Drives claude through one turn: prompt, retry after compaction or a refused credential, events, outcome. Never rejects because of claude. */
export class TurnDriver {
  readonly #context: TurnContext;
  #tally = new TurnTally();
  #onRefusedKey: () => void = () => {};

  constructor(context: TurnContext) {
    this.#context = context;
  }

  /** Takes in what claude says while a turn runs. */
  observe(message: SDKMessage): void {
    this.#tally.observe(message);
    if (message.type === "user") this.#context.waits.delivered();
    if (this.#tally.refusedKey) this.#onRefusedKey();
  }

  /** Runs one turn. */
  async drive(order: TurnOrder): Promise<TurnEnd> {
    const { emit, clock } = this.#context;
    const startedAt = clock.now();
    const prompt = formatWakePrompt(order.wake);
    this.#tally = new TurnTally();
    emit({
      kind: "turn_start",
      turn: order.number,
      woken_by: wokenBy(order.wake),
      message_ids: order.wake.kind === "message" ? [order.wake.delivered.id] : [],
      model: order.model,
      prompt,
    });
    const verdict = await this.#runWithRetry(prompt, order);
    await this.#report(order, verdict, startedAt);
    return { ...verdict, limitedUntil: this.#tally.limitedUntil, fill: this.#tally.fill };
  }

  /** Has claude replace its conversation by a summary; true when it did. */
  async compact(order: Pick<TurnOrder, "model" | "stop">): Promise<boolean> {
    this.#context.setCompacting(true);
    try {
      const verdict = await this.#runOnce(commandPrompt("/compact"), order);
      const done = this.#tally.compacted;
      if (!done) this.#context.emit({ kind: "note", text: `compaction failed: ${verdict.note ?? verdict.outcome}` });
      return done;
    } finally {
      this.#context.setCompacting(false);
    }
  }

  async #runWithRetry(prompt: string, order: TurnOrder): Promise<Verdict> {
    const first = await this.#runOnce(wordsPrompt(prompt), order);
    switch (first.outcome) {
      case "prompt_too_long":
        return (await this.compact(order)) ? await this.#runOnce(wordsPrompt(prompt), order) : first;
      case "auth_failed":
        this.#context.emit({ kind: "note", text: "the model refused the credential; trying once more" });
        return await this.#runOnce(wordsPrompt(prompt), order);
      default:
        return first;
    }
  }

  async #runOnce(
    prompt: ReturnType<typeof wordsPrompt>,
    { model, stop }: Pick<TurnOrder, "model" | "stop">,
  ): Promise<Verdict> {
    this.#tally.startRun();
    const run = new TurnStop();
    run.onStop(() => {
      this.#context.waits.end();
      void this.#context.keeper.interrupt();
    });
    stop.onStop(() => run.stop(stop.reason ?? "operator"));
    this.#onRefusedKey = () => run.stop("refused_key");
    this.#context.waits.begin();
    const end = await this.#context.keeper.run(prompt, { model, signal: run.signal });
    this.#onRefusedKey = () => {};
    this.#context.waits.end();
    return turnOutcome({ end, stopped: run.reason, assistantError: this.#tally.assistantError });
  }

  async #report(order: TurnOrder, { outcome, note }: Verdict, startedAt: number): Promise<void> {
    const { number, wake, model, stop } = order;
    const { emit, clock, countOpen } = this.#context;
    const { usage, toolCalls } = this.#tally;
    const duration = clock.now() - startedAt;
    if (usage !== undefined) emit({ kind: "token_usage_changed", ctx: usage.ctx, cost: usage.cost_usd });
    emit({
      kind: "turn_end",
      turn: number,
      outcome: outcome satisfies TurnOutcome,
      started_at: startedAt,
      duration_ms: duration,
      model,
      woken_by: wokenBy(wake),
      tool_calls: toolCalls,
      ...(usage === undefined ? {} : { usage }),
      ...(await countOpen(stop.signal)),
      ...(note === undefined ? {} : { note }),
    });
  }
}
