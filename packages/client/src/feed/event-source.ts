/** One SSE frame as a browser hands it out. */
export type SourceMessage = { readonly data: string; readonly lastEventId: string };

/** What the feed needs of a browser's EventSource. */
export interface EventSourceLike {
  /** 0 connecting, 1 open, 2 given up. */
  readonly readyState: number;
  addEventListener(kind: string, listener: (message: SourceMessage) => void): void;
  close(): void;
}

/** Value of `readyState` after the browser has given up, as it does when the status is not 200. */
export const GIVEN_UP = 2;

/** Opens the browser's own. */
export function openEventSource(url: string): EventSourceLike {
  const source = new EventSource(url);
  return {
    get readyState() {
      return source.readyState;
    },
    addEventListener: (kind, listener) =>
      // `open` and `error` carry no data; the feed reads none from them.
      source.addEventListener(kind, (event) => listener(event as MessageEvent<string>)),
    close: () => source.close(),
  };
}
