import type { StreamPosition } from "@hyperhive/wire";
import { HiveError, parsePosition } from "@hyperhive/wire/plain";
import { retryDelay } from "../retry-delay.ts";
import type { EventFeed, EventFeedOptions, FeedConnection } from "./event-feed-options.ts";
import { GIVEN_UP, openEventSource, type EventSourceLike, type SourceMessage } from "./event-source.ts";
import { initialFeed, reduceFeed, type FeedEffect, type FeedInput, type FeedState } from "./feed-reducer.ts";

/** Keeps a page up to date: subscribes, fetches the snapshot, applies what it does not hold; after a break it replays what was missed or fetches anew. */
export function createEventFeed<S extends StreamPosition, F extends StreamPosition>(
  options: EventFeedOptions<S, F>,
): EventFeed {
  const feed = new Feed(options);
  feed.connect();
  return feed;
}

class Feed<S extends StreamPosition, F extends StreamPosition> implements EventFeed {
  readonly #options: EventFeedOptions<S, F>;
  #state: FeedState<F> = initialFeed();
  #source: EventSourceLike | undefined;
  #failures = 0;
  #fetching = new AbortController();
  #cancelTimer: (() => void) | undefined;
  #closed = false;

  constructor(options: EventFeedOptions<S, F>) {
    this.#options = options;
  }

  connect(): void {
    this.#tell({ state: "connecting" });
    const { url, kinds, eventSource = openEventSource } = this.#options;
    const source = eventSource(url);
    this.#source = source;
    source.addEventListener("hello", (message) => this.#onPosition("hello", message));
    source.addEventListener("resync", (message) => this.#onPosition("resync", message));
    for (const kind of kinds) source.addEventListener(kind, (message) => this.#onFrame(message));
    source.addEventListener("error", () => this.#onError(source));
  }

  close(): void {
    this.#closed = true;
    this.#source?.close();
    this.#fetching.abort();
    this.#cancelTimer?.();
  }

  #onPosition(kind: "hello" | "resync", message: SourceMessage): void {
    const position = parsePosition(message.lastEventId);
    if (position !== undefined) this.#step({ kind, position });
    if (kind === "hello" && this.#state.phase === "live") this.#tell({ state: "live" });
  }

  #onFrame(message: SourceMessage): void {
    this.#step({ kind: "frame", frame: JSON.parse(message.data) as F });
  }

  #onError(source: EventSourceLike): void {
    if (this.#closed || source !== this.#source) return;
    if (source.readyState !== GIVEN_UP) {
      this.#tell({ state: "lost" });
      return;
    }
    this.#startOver();
    void this.#explainAndRetry();
  }

  /** A connection of our own has no Last-Event-ID, so it begins with a snapshot again. */
  #startOver(): void {
    this.#source?.close();
    this.#cancelTimer?.();
    this.#fetching.abort();
    this.#fetching = new AbortController();
    this.#state = { phase: "waiting", requests: this.#state.requests };
  }

  /** An EventSource does not tell why it gave up; asking for the snapshot does. */
  async #explainAndRetry(): Promise<void> {
    const reason = await this.#reasonOfFailure();
    if (!this.#closed) this.#retry(() => this.connect(), reason);
  }

  async #reasonOfFailure(): Promise<HiveError | undefined> {
    try {
      await this.#options.fetchSnapshot(this.#fetching.signal);
      return undefined;
    } catch (error) {
      return toHiveError(error);
    }
  }

  #step(input: FeedInput<S, F>): void {
    if (this.#closed) return;
    const { state, effects } = reduceFeed(this.#state, input);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: FeedEffect<S, F>): void {
    switch (effect.do) {
      case "fetch":
        this.#fetching.abort();
        this.#fetching = new AbortController();
        void this.#fetch(effect.request, this.#fetching.signal);
        return;
      case "replace":
        this.#options.onSnapshot(effect.snapshot);
        return;
      case "apply":
        this.#options.onFrame(effect.frame);
        return;
    }
  }

  async #fetch(request: number, signal: AbortSignal): Promise<void> {
    try {
      const snapshot = await this.#options.fetchSnapshot(signal);
      if (signal.aborted) return;
      this.#step({ kind: "snapshot", request, snapshot });
      if (this.#state.phase === "live") this.#onLive();
    } catch (error) {
      if (signal.aborted) return;
      this.#retry(() => void this.#fetch(request, signal), toHiveError(error));
    }
  }

  #onLive(): void {
    this.#failures = 0;
    this.#tell({ state: "live" });
  }

  #retry(again: () => void, reason: HiveError | undefined): void {
    const retryInMs = retryDelay(this.#failures);
    this.#failures += 1;
    this.#tell({ state: "lost", retryInMs, ...(reason !== undefined && { reason }) });
    this.#cancelTimer?.();
    this.#cancelTimer = (this.#options.setTimer ?? systemTimer)(() => {
      if (!this.#closed) again();
    }, retryInMs);
  }

  #tell(connection: FeedConnection): void {
    if (!this.#closed) this.#options.onConnection?.(connection);
  }
}

function systemTimer(fn: () => void, ms: number): () => void {
  const timer = setTimeout(fn, ms);
  return () => clearTimeout(timer);
}

function toHiveError(error: unknown): HiveError {
  return error instanceof HiveError ? error : new HiveError("internal", String(error), { cause: error });
}
