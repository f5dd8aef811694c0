/** Tokens of one model request. */
export type ModelUsage = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
};

const MAX_HELD_CHARACTERS = 1024 * 1024;
const NOTHING: ModelUsage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/** Reads the usage out of an answer that passes by, streamed or whole; what it cannot read counts as nothing. */
export class UsageMeter {
  readonly #streamed: boolean;
  readonly #decoder = new TextDecoder();
  #held = "";
  #usage = NOTHING;

  constructor(contentType: string | undefined) {
    this.#streamed = (contentType ?? "").includes("text/event-stream");
  }

  /** Takes the next bytes of the answer. */
  push(chunk: Uint8Array): void {
    this.#held += this.#decoder.decode(chunk, { stream: true });
    if (this.#streamed) this.#takeLines();
    if (this.#held.length > MAX_HELD_CHARACTERS) this.#held = "";
  }

  /** What has been used so far; also right when the answer was cut. */
  total(): ModelUsage {
    return this.#streamed ? this.#usage : merge(NOTHING, usageIn(this.#held));
  }

  #takeLines(): void {
    const lines = this.#held.split("\n");
    this.#held = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("data:") && line.includes('"usage"'))
        this.#usage = merge(this.#usage, usageIn(line.slice(5)));
    }
  }
}

function usageIn(json: string): Record<string, unknown> {
  const event = parse(json);
  const message = event["message"];
  const usage = (isRecord(message) ? message["usage"] : undefined) ?? event["usage"];
  return isRecord(usage) ? usage : {};
}

// Figures of a stream are running totals: a later one replaces an earlier one.
function merge(before: ModelUsage, usage: Record<string, unknown>): ModelUsage {
  const pick = (field: string, fallback: number) => {
    const value = usage[field];
    return typeof value === "number" && Number.isFinite(value) ? value : fallback;
  };
  return {
    inputTokens: pick("input_tokens", before.inputTokens),
    outputTokens: pick("output_tokens", before.outputTokens),
    cacheReadTokens: pick("cache_read_input_tokens", before.cacheReadTokens),
    cacheWriteTokens: pick("cache_creation_input_tokens", before.cacheWriteTokens),
  };
}

function parse(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : {};
  } catch {
    // Not ours to judge: the bytes go to claude as they came.
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
