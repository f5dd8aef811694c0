import type { PageFeed } from "./page-feed.ts";

const HIDDEN_MS = 60_000;

/** Lets the feeds of a page rest once its tab has been hidden for a minute, and brings them back when it is seen. */
export function restWhileHidden(feeds: readonly PageFeed[]): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resting = false;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(() => {
        resting = true;
        for (const feed of feeds) feed.rest();
      }, HIDDEN_MS);
    } else if (resting) {
      resting = false;
      for (const feed of feeds) feed.reopen();
    }
  });
}
