import { messageOf, type NoticeKind } from "@hyperhive/wire";
import type { Clock } from "../clock.ts";
import { pause } from "../pause.ts";
import { Backlog } from "./backlog.ts";
import type { PushNotice } from "./push-notice.ts";
import type { PushOutcome } from "./push-outcome.ts";

/** What a lane works with. */
export type LaneParts = {
  readonly clock: Clock;
  /** Sends one notice once. */
  readonly send: (notice: PushNotice) => Promise<PushOutcome>;
  /** Hears that the browser takes none any more. */
  readonly gone: () => void;
  /** Hears why a notice was given up. */
  readonly gaveUp: (reason: string) => void;
  /** Aborts when nothing is to be sent any more. */
  readonly closing: AbortSignal;
};

/** Pauses before a push is tried again; it is given up after the last. */
const RETRY_MS = [5_000, 30_000];
/** The longest that a push service may ask to be left alone. */
const MOST_PATIENCE_MS = 5 * 60_000;
/** How long a kind rests after a push, so that what comes by the dozen is gathered. */
const REST_MS: Readonly<Record<NoticeKind, number>> = { approval: 0, question: 0, message: 2_000 };

/** The way of one kind of notice to one browser: one push at a time, and what comes meanwhile waits or is gathered. */
export class PushLane {
  readonly #parts: LaneParts;
  readonly #backlog = new Backlog();
  #isRunning = false;
  #run = Promise.resolve();

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  /** Never throws and never waits. */
  offer(notice: PushNotice): void {
    this.#backlog.add(notice);
    if (!this.#isRunning) this.#run = this.#sendAll();
  }

  /** Settles when nothing is under way any more. */
  async settled(): Promise<void> {
    await this.#run;
  }

  async #sendAll(): Promise<void> {
    const { clock, gaveUp, closing } = this.#parts;
    this.#isRunning = true;
    try {
      for (let notice = this.#backlog.take(); notice !== undefined; notice = this.#backlog.take()) {
        await this.#deliver(notice);
        const rest = REST_MS[notice.kind];
        if (rest > 0) await pause(clock, rest, closing);
        if (closing.aborted) return;
      }
    } catch (thrown) {
      gaveUp(messageOf(thrown));
    } finally {
      this.#isRunning = false;
    }
  }

  async #deliver(notice: PushNotice): Promise<void> {
    const { clock, send, gone, gaveUp, closing } = this.#parts;
    for (let tried = 0; !closing.aborted; tried += 1) {
      const outcome = await send(notice);
      if (closing.aborted || outcome.kind === "sent") return;
      if (outcome.kind === "gone") return gone();
      const wait = RETRY_MS[tried];
      if (!outcome.mayRetry || wait === undefined) return gaveUp(outcome.reason);
      await pause(clock, Math.min(Math.max(wait, outcome.retryAfterMs ?? 0), MOST_PATIENCE_MS), closing);
    }
  }
}
