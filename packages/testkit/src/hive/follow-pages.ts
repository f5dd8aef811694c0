/** A browser's view of a running core: logged in, and told of every change. */
export type PageSession = {
  /** Reads a JSON resource of the pages' API. */
  get(path: string): Promise<unknown>;
  /** Follows a stream of events, calling back for everything it says; answers how to stop. */
  follow(path: string, changed: () => void): () => void;
};

/** Logs in with a one-time link, as a browser would. Throws when the link opens nothing. */
export async function openPages(loginLink: string): Promise<PageSession> {
  const { origin } = new URL(loginLink);
  const answer = await fetch(loginLink, { redirect: "manual" });
  const cookie = (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  if (cookie === "") throw new Error(`the log-in link was refused: ${answer.status}`);
  return {
    async get(path) {
      const response = await fetch(origin + path, { headers: { cookie } });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    follow(path, changed) {
      const aborter = new AbortController();
      const read = async () => {
        const response = await fetch(origin + path, { headers: { cookie }, signal: aborter.signal });
        for await (const _chunk of response.body ?? []) changed();
      };
      read().catch((cause: unknown) => {
        // A stream that breaks by itself shows at the next look; only its own end is expected.
        if (!aborter.signal.aborted) process.emitWarning(String(cause));
      });
      return () => aborter.abort();
    },
  };
}
