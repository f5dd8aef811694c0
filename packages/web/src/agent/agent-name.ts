import { MANAGER } from "@hyperhive/wire";

/** The agent that a page's path names; the manager when it names none. */
export function agentNameOf(pathname: string): string {
  const match = /^\/agent\/([^/]+)/.exec(pathname);
  return match?.[1] === undefined ? MANAGER : decodeURIComponent(match[1]);
}
