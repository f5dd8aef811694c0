import type { SDKAssistantMessage, SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import type { TurnUsage } from "@hyperhive/wire";
import type { ClaudeResult } from "../claude/claude-result.ts";
import { SYNTHETIC_MODEL } from "../claude/claude-events.ts";

const DEFAULT_WINDOW = 200_000;

/** Adds up what happens in one turn, over all its runs. */
export class TurnTally {
  readonly #toolCalls = new Map<string, number>();
  #ctx = 0;
  #window = DEFAULT_WINDOW;
  #sums: Omit<TurnUsage, "ctx"> | undefined;
  #assistantError: string | undefined;
  #limitedUntil: number | undefined;
  #refusedKey = false;
  #compacted = false;

  /** Calls of each tool so far. */
  get toolCalls(): Record<string, number> {
    return Object.fromEntries(this.#toolCalls);
  }

  /** The word that claude gave an error of this run, if one came. */
  get assistantError(): string | undefined {
    return this.#assistantError;
  }

  /** End of a rate limit that claude told of, in Unix milliseconds. */
  get limitedUntil(): number | undefined {
    return this.#limitedUntil;
  }

  /** Whether the model refused the credential in this run, also when claude is still trying. */
  get refusedKey(): boolean {
    return this.#refusedKey;
  }

  /** Whether the conversation was compacted in this run. */
  get compacted(): boolean {
    return this.#compacted;
  }

  /** Part of the context window that the last inference filled, from 0. */
  get fill(): number {
    return this.#ctx / this.#window;
  }

  /** Token figures; undefined until claude has given its own. */
  get usage(): TurnUsage | undefined {
    return this.#sums === undefined ? undefined : { ctx: this.#ctx, ...this.#sums };
  }

  /** Forgets what belongs to a run that is tried again. */
  startRun(): void {
    this.#assistantError = undefined;
    this.#refusedKey = false;
    this.#compacted = false;
  }

  /** Takes in one message of claude. */
  observe(message: SDKMessage): void {
    switch (message.type) {
      case "assistant":
        return this.#observeAnswer(message);
      case "result":
        return this.#observeResult(message);
      case "rate_limit_event":
        if (message.rate_limit_info.status === "rejected" && message.rate_limit_info.resetsAt !== undefined)
          this.#limitedUntil = message.rate_limit_info.resetsAt * 1000;
        return;
      case "system":
        if (message.subtype === "compact_boundary") this.#compacted = true;
        if (message.subtype === "api_retry" && (message.error_status === 401 || message.error_status === 403))
          this.#refusedKey = true;
        return;
      default:
    }
  }

  #observeAnswer({ message, error, parent_tool_use_id }: SDKAssistantMessage): void {
    if (error !== undefined) this.#assistantError = error;
    for (const block of message.content) {
      if (block.type === "tool_use") this.#toolCalls.set(block.name, (this.#toolCalls.get(block.name) ?? 0) + 1);
    }
    if (message.model === SYNTHETIC_MODEL || parent_tool_use_id !== null) return;
    const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens } = message.usage;
    this.#ctx = input_tokens + (cache_read_input_tokens ?? 0) + (cache_creation_input_tokens ?? 0);
  }

  #observeResult(result: ClaudeResult): void {
    const sums = this.#sums ?? NOTHING;
    const { usage } = result;
    this.#sums = {
      input_tokens: sums.input_tokens + usage.input_tokens,
      output_tokens: sums.output_tokens + usage.output_tokens,
      cache_read_tokens: sums.cache_read_tokens + usage.cache_read_input_tokens,
      cache_write_tokens: sums.cache_write_tokens + usage.cache_creation_input_tokens,
      cost_usd: sums.cost_usd + costOf(result),
    };
    const windows = Object.values(result.modelUsage).map(({ contextWindow }) => contextWindow);
    if (windows.length > 0) this.#window = Math.max(...windows) || DEFAULT_WINDOW;
  }
}

const NOTHING = { input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0, cost_usd: 0 };

/** Dollars of one run; `total_cost_usd` would count the earlier turns of the process too. */
function costOf({ model_usage_since_last_result: models }: ClaudeResult): number {
  return Object.values(models ?? {}).reduce((sum, { costUSD }) => sum + costUSD, 0);
}
