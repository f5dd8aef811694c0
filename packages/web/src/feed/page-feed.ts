import { createEventFeed, type EventFeed } from "@hyperhive/client";
import type { StreamPosition } from "@hyperhive/wire";
import type { Page } from "../shell/page.ts";
import { loadAll, type SnapshotSource } from "./snapshot-source.ts";

/** What a feed of a page is made from. */
export type PageFeedOptions<F extends StreamPosition> = {
  readonly name: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly sources: readonly SnapshotSource[];
  readonly onFrame: (frame: F) => void;
};

/** A feed that can be opened anew and rest. */
export type PageFeed = {
  /** Begins again at once instead of waiting for the next attempt. */
  reopen(): void;
  /** Gives its connection up until `reopen`; a browser has only six for all tabs of a hive. */
  rest(): void;
};

/** Opens a feed that fills sections and tells the page how its connection is. */
export function openPageFeed<F extends StreamPosition>(page: Page, options: PageFeedOptions<F>): PageFeed {
  const open = (): EventFeed =>
    createEventFeed<StreamPosition, F>({
      url: options.url,
      kinds: options.kinds,
      fetchSnapshot: async (signal) => await loadAll(options.sources, signal),
      // The sections took their snapshots while they were loaded.
      onSnapshot: () => undefined,
      onFrame: options.onFrame,
      onConnection: (connection) => page.setLink(options.name, connection),
    });
  let feed = open();
  return {
    reopen: () => {
      feed.close();
      feed = open();
    },
    rest: () => feed.close(),
  };
}

/** Loads one source again, after it failed. */
export async function retrySource(page: Page, source: SnapshotSource): Promise<void> {
  try {
    await source.load(new AbortController().signal);
  } catch (error) {
    page.noteFailure(error);
    source.fail(error, { gently: false });
  }
}
