import type { AgentName, Build, BuildLine } from "@hyperhive/wire";

/** The build queue, for the sockets and the pages. */
export interface Builds {
  /** Queues a rebuild; one that waits already is not added twice. Throws `unknown_agent`. */
  rebuild(by: string, name: AgentName): Promise<{ readonly id: number; readonly duplicate: boolean }>;
  /** The newest builds, oldest first, those that wait or run always among them. */
  newest(limit: number): readonly Build[];
  /** Throws `not_found`. */
  find(id: number): Build;
  /** What a build printed so far. */
  lines(id: number): readonly BuildLine[];
  /** Asks for the end of a build. Throws `not_found`, `already_decided`. */
  cancel(id: number): Promise<void>;
}
