import type { SDKUserMessage } from "@anthropic-ai/claude-agent-sdk";
import type { Clock } from "../clock.ts";
import type { RunEnd } from "./claude-result.ts";
import type { ClaudeSession } from "./claude-session.ts";
import { residentSize } from "./resident-size.ts";
import type { SessionStore } from "./session-store.ts";

/** What the keeper needs. */
export type KeeperOptions = {
  /** Starts a claude process; `resume` names the conversation to go on with. */
  readonly start: (model: string, resume: string | undefined) => ClaudeSession;
  readonly store: SessionStore;
  readonly clock: Clock;
  /** Time without a turn after which the process is let go; 0 lets it go after each turn. */
  readonly idleMs: number;
  readonly note: (text: string) => void;
};

/** How a prompt is run. */
export type RunOptions = { readonly model: string; readonly signal: AbortSignal };

const NOT_BEGUN: RunEnd = { kind: "died", note: "stopped before it began", start: "not_begun" };

/** A warm process that has grown beyond this is let go after its turn, in bytes. */
const MAX_RESIDENT = 1024 * 1024 * 1024;
const MAX_FALSE_STARTS = 3;

/** Keeps at most one claude process: warm between turns, resumed when it had to go, begun anew when it cannot be resumed. */
export class SessionKeeper {
  readonly #options: KeeperOptions;
  #session: ClaudeSession | undefined;
  #leaving: Promise<void> = Promise.resolve();
  #idle: AbortController | undefined;
  #falseStarts = 0;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Pid of the warm process, if there is one. */
  get pid(): number | undefined {
    return this.#session?.pid;
  }

  /** Runs one prompt in the agent's conversation; never rejects because of claude. Aborting `signal` keeps it from beginning; `interrupt` ends it later. */
  async run(prompt: SDKUserMessage, { model, signal }: RunOptions): Promise<RunEnd> {
    this.#idle?.abort();
    const session = await this.#ready(model, signal);
    if (signal.aborted) return NOT_BEGUN;
    const end = await session.run(prompt);
    if (signal.aborted || !this.#isUnusable(end, session)) return end;
    this.#options.note(`a new conversation begins, because the old one could not be resumed: ${end.note}`);
    this.#session = this.#options.start(model, undefined);
    return await this.#session.run(prompt);
  }

  /** Puts words into the running prompt; nothing happens when none runs. */
  steer(text: string): void {
    this.#session?.steer(text);
  }

  /** Stops the running prompt. */
  async interrupt(): Promise<void> {
    await this.#session?.interrupt();
  }

  /** Tells that a turn is over: the process stays warm until it has idled or grown enough. */
  async rest(): Promise<void> {
    this.#idle?.abort();
    if (this.#options.idleMs === 0 || (await this.#isTooBig())) return await this.letGo();
    const idle = new AbortController();
    this.#idle = idle;
    void this.#options.clock.sleep(this.#options.idleMs, idle.signal).then(async () => {
      if (!idle.signal.aborted) await this.letGo();
    });
  }

  /** Ends the process, if there is one; the conversation can be resumed. */
  async letGo(): Promise<void> {
    this.#idle?.abort();
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) this.#leaving = session.letGo();
    await this.#leaving;
  }

  /** Ends the process and forgets the conversation. */
  async forget(): Promise<void> {
    await this.letGo();
    await this.#options.store.forget();
  }

  // A refusal is final; a process that dies again and again before it begins may have a damaged conversation.
  #isUnusable(end: RunEnd, { resumed }: ClaudeSession): end is Extract<RunEnd, { kind: "died" }> {
    if (end.kind === "finished" || end.start === "begun" || !resumed) {
      this.#falseStarts = 0;
      return false;
    }
    this.#falseStarts += 1;
    return end.start === "refused" || this.#falseStarts >= MAX_FALSE_STARTS;
  }

  async #ready(model: string, signal: AbortSignal): Promise<ClaudeSession> {
    await this.#leaving;
    const warm = this.#session;
    if (warm?.alive !== true) {
      this.#session = this.#options.start(model, await this.#options.store.read());
      return this.#session;
    }
    // claude may ask the model whether it exists, and that can take as long as the core is away.
    const changed = warm.setModel(model).catch((cause: unknown) => {
      this.#options.note(`the model stays as it is until claude starts again: ${String(cause)}`);
    });
    await Promise.race([changed, untilAborted(signal)]);
    return warm;
  }

  async #isTooBig(): Promise<boolean> {
    const pid = this.#session?.pid;
    return pid !== undefined && ((await residentSize(pid)) ?? 0) > MAX_RESIDENT;
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
