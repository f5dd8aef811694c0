import { messageOf } from "@hyperhive/wire";
import { query, type Options, type Query, type SDKMessage, type SDKUserMessage } from "@anthropic-ai/claude-agent-sdk";
import type { Clock } from "../clock.ts";
import type { ClaudeResult, MessageSink, RunEnd, StartState } from "./claude-result.ts";
import { PromptQueue, wordsPrompt } from "./prompt-queue.ts";
import { ClaudeChild } from "./spawn-claude.ts";

/** What a session needs: the SDK's options without those that the session sets itself. */
export type SessionStart = {
  readonly options: Options;
  readonly model: string;
  /** Conversation to go on with; a new one without it. */
  readonly resume: string | undefined;
  readonly clock: Clock;
  readonly onMessage: MessageSink;
  readonly onStderr: (line: string) => void;
};

const GRACE_MS = 3000;

/** One warm claude process. It runs one prompt at a time and ends when it is let go or dies. */
export class ClaudeSession {
  readonly resumed: boolean;
  readonly #start: SessionStart;
  readonly #input = new PromptQueue();
  readonly #child: ClaudeChild;
  readonly #query: Query;
  readonly #over: Promise<void>;
  #model: string;
  #alive = true;
  #state: StartState = "not_begun";
  #settle: ((end: RunEnd) => void) | undefined;

  constructor(start: SessionStart) {
    this.#start = start;
    this.#model = start.model;
    this.resumed = start.resume !== undefined;
    this.#child = new ClaudeChild(start.onStderr);
    this.#query = query({
      prompt: this.#input,
      options: {
        ...start.options,
        model: start.model,
        spawnClaudeCodeProcess: this.#child.spawn,
        ...(start.resume === undefined ? {} : { resume: start.resume }),
      },
    });
    this.#over = this.#read();
  }

  get alive(): boolean {
    return this.#alive;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Runs one prompt to its end; never rejects. */
  async run(prompt: SDKUserMessage): Promise<RunEnd> {
    if (!this.#alive) return { kind: "died", note: "claude was gone already", start: this.#state };
    const { promise, resolve } = Promise.withResolvers<RunEnd>();
    this.#settle = resolve;
    this.#input.push(prompt);
    return await promise;
  }

  /** Puts words into the running prompt, beside the next tool result. */
  steer(text: string): void {
    this.#input.push({ ...wordsPrompt(text), priority: "next" });
  }

  /** Changes the model for the next inference; does nothing when it is the same. */
  async setModel(model: string): Promise<void> {
    if (model === this.#model) return;
    await this.#query.setModel(model);
    this.#model = model;
  }

  /** Stops the running prompt; the process lives on, unless it does not listen within 3 s. */
  async interrupt(): Promise<void> {
    const settle = this.#settle;
    if (settle === undefined) return;
    const settled = new AbortController();
    this.#settle = (end) => {
      settled.abort();
      settle(end);
    };
    // A process that cannot be asked is dead or stuck; the pause below ends it.
    this.#query.interrupt().catch((cause: unknown) => this.#start.onStderr(`interrupt: ${String(cause)}`));
    await this.#start.clock.sleep(GRACE_MS, settled.signal);
    if (!settled.signal.aborted) this.#child.kill("SIGTERM");
  }

  /** Ends the process: it may finish by itself, and is closed when it does not. */
  async letGo(): Promise<void> {
    this.#input.end();
    const over = new AbortController();
    const closing = this.#start.clock.sleep(GRACE_MS, over.signal).then(() => {
      if (!over.signal.aborted) this.#query.close();
    });
    await this.#over;
    over.abort();
    await closing;
  }

  async #read(): Promise<void> {
    let reason = "claude ended by itself";
    try {
      for await (const message of this.#query) this.#take(message);
    } catch (cause) {
      reason = messageOf(cause);
    }
    this.#alive = false;
    await this.#child.closed();
    this.#settle?.({ kind: "died", note: withTail(reason, this.#child.stderrTail), start: this.#state });
  }

  #take(message: SDKMessage): void {
    if (message.type === "system" && message.subtype === "init") this.#state = "begun";
    // Only a refusal to start comes before init; the death that follows it tells the rest.
    if (this.#state !== "begun" && message.type === "result") {
      this.#state = "refused";
      return;
    }
    this.#start.onMessage(message);
    if (message.type === "result" && (message.queued_turn_count ?? 0) === 0) this.#finish(message);
  }

  #finish(result: ClaudeResult): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.({ kind: "finished", result });
  }
}

function withTail(reason: string, tail: readonly string[]): string {
  return tail.length === 0 ? reason : `${reason}\n${tail.join("\n")}`;
}
