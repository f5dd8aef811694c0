import type { SDKUserMessage } from "@anthropic-ai/claude-agent-sdk";

/** The input side of a warm claude: messages go in one by one, and ending it lets the process go. Iterate it once. */
export class PromptQueue implements AsyncIterable<SDKUserMessage> {
  #waiting: SDKUserMessage[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  push(message: SDKUserMessage): void {
    this.#waiting.push(message);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<SDKUserMessage> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) yield next;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** A prompt made of other people's words: claude takes it as text, so that a leading `/` runs no command and `@path` reads no file. */
export function wordsPrompt(text: string): SDKUserMessage {
  return { ...commandPrompt(text), client_composed: true };
}

/** A prompt that claude may take as one of its own commands, such as `/compact`. */
export function commandPrompt(text: string): SDKUserMessage {
  return { type: "user", message: { role: "user", content: text }, parent_tool_use_id: null };
}
