import type { HiveError, StreamPosition } from "@hyperhive/wire";
import type { EventSourceLike } from "./event-source.ts";

/** What a page shows about its connection. */
export type FeedConnection =
  | { readonly state: "connecting" }
  | { readonly state: "live" }
  | {
      readonly state: "lost";
      /** Milliseconds until the next attempt; absent while the browser itself waits (about 3 s). */
      readonly retryInMs?: number;
      /** Why, when it is known; `not_logged_in` means that the operator must log in again. */
      readonly reason?: HiveError;
    };

/** What a feed is made from. */
export type EventFeedOptions<S extends StreamPosition, F extends StreamPosition> = {
  /** Of the SSE stream. */
  readonly url: string;
  /** Names of the events to hear; others pass unheard. */
  readonly kinds: readonly string[];
  /** Everything that the page shows, with the position it holds. */
  readonly fetchSnapshot: (signal: AbortSignal) => Promise<S>;
  /** Replaces what the page shows. */
  readonly onSnapshot: (snapshot: S) => void;
  /** Applies one frame: each comes once, in order, after the snapshot. */
  readonly onFrame: (frame: F) => void;
  readonly onConnection?: (connection: FeedConnection) => void;
  /** For tests and for Node. */
  readonly eventSource?: (url: string) => EventSourceLike;
  /** Runs `fn` after `ms` and returns what cancels it. For tests. */
  readonly setTimer?: (fn: () => void, ms: number) => () => void;
};

/** A running feed. */
export type EventFeed = {
  /** Ends it: nothing is called afterwards. */
  close(): void;
};
