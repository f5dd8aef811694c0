import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { FeedConnection, HttpClient } from "@hyperhive/client";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { errorText, isLoggedOut } from "./error-text.ts";

/** A short message about the outcome of something. */
export type Toast = { readonly id: number; readonly tone: "ok" | "bad"; readonly text: string };

/** What every part of a page may use. */
export type Page = {
  readonly http: HttpClient;
  /** The worst of the page's feeds. */
  readonly link: ReadonlySignal<FeedConnection>;
  readonly loggedOut: ReadonlySignal<boolean>;
  readonly toasts: ReadonlySignal<readonly Toast[]>;
  say(tone: Toast["tone"], text: string): void;
  /** Runs a request; says what went wrong and resolves with false when it fails. Never rejects. */
  attempt(run: () => Promise<unknown>): Promise<boolean>;
  /** Takes the word of the named feed about its connection. */
  setLink(feed: string, connection: FeedConnection): void;
  /** Takes note of a failure that the page shows elsewhere: a lost session shows how to log in. */
  noteFailure(error: unknown): void;
};

const OK_MS = 4000;
const BAD_MS = 10_000;

/** Makes the shell of a page around a client of the core's HTTP API. */
export function createPage(http: HttpClient): Page {
  const links = signal<Readonly<Record<string, FeedConnection>>>({});
  const loggedOut = signal(false);
  const toasts = signal<readonly Toast[]>([]);
  const say = createSay(toasts);
  const noteFailure = (error: unknown) => {
    if (isLoggedOut(error)) loggedOut.value = true;
  };
  return {
    http,
    link: computed(() => worstOf(Object.values(links.value))),
    loggedOut,
    toasts,
    say,
    noteFailure,
    setLink: (feed, connection) => {
      // An attempt to get it back is no news: what says that it is lost stays until it is live.
      if (connection.state === "connecting" && links.value[feed]?.state === "lost") return;
      links.value = { ...links.value, [feed]: connection };
      if (connection.state === "live") loggedOut.value = false;
      if (connection.state === "lost") noteFailure(connection.reason);
    },
    attempt: async (run) => {
      try {
        await run();
        return true;
      } catch (error) {
        noteFailure(error);
        say("bad", errorText(error));
        return false;
      }
    },
  };
}

function worstOf(connections: readonly FeedConnection[]): FeedConnection {
  const worst =
    connections.find(({ state }) => state === "lost") ?? connections.find(({ state }) => state === "connecting");
  return worst ?? connections[0] ?? { state: "connecting" };
}

function createSay(toasts: Signal<readonly Toast[]>): Page["say"] {
  let count = 0;
  return (tone, text) => {
    count += 1;
    const toast: Toast = { id: count, tone, text };
    toasts.value = [...toasts.value.slice(-2), toast];
    setTimeout(() => (toasts.value = toasts.value.filter((other) => other !== toast)), tone === "ok" ? OK_MS : BAD_MS);
  };
}

const PageContext = createContext<Page | undefined>(undefined);

/** Gives its children the page. */
export const PageProvider = PageContext.Provider;

/** The page this component is part of. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error("expected a PageProvider above this component");
  return page;
}
