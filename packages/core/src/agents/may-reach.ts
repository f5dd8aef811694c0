import { maySend } from "./may-send.ts";
import type { Roster } from "./roster.ts";

/** Tells who may send to whom: an agent to whom its configuration says, everyone else to everyone. */
export function mayReachIn(roster: Pick<Roster, "knows" | "get">): (from: string, to: string) => boolean {
  return (from, to) => !roster.knows(from) || maySend(roster.get(from).config, from, to);
}
