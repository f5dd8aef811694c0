import type { PushMessage } from "@hyperhive/wire";

const UNREADABLE: PushMessage = {
  title: "hyperhive",
  body: "something new; open the dashboard to see it",
  tag: "hyperhive:unreadable",
  url: "/",
};

/** What a push says. A browser demands that something is shown for each, so an unreadable one still gives words. */
export function readPush(text: string | undefined): PushMessage {
  try {
    const { title, body, tag, url } = JSON.parse(text ?? "") as Partial<Record<keyof PushMessage, unknown>>;
    if (typeof title !== "string" || typeof body !== "string" || typeof tag !== "string") return UNREADABLE;
    return { title, body, tag, url: pathIn(url) };
  } catch {
    // Not JSON, such as a push that was sent by hand to try it.
    return UNREADABLE;
  }
}

/** A path of this origin, or the dashboard. */
function pathIn(url: unknown): string {
  return typeof url === "string" && /^\/(?![/\\])/.test(url) ? url : "/";
}
