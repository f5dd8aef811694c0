import type { AgentEvent, AgentName } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Histories } from "../agents/histories.ts";

/** What is told of one agent's builds. */
export type BuildEvent = Extract<AgentEvent, { kind: "build" }>;

/** What a build may print before its agent has a place; more is in the build's own output. */
const MAX_WAITING = 100;

/** Puts what builds print among their agents' own events. What comes before an agent is there waits for it, and goes when it never comes. */
export class AgentBuildEvents {
  readonly #histories: Pick<Histories, "has" | "of">;
  readonly #log: Logger;
  readonly #waiting = new Map<AgentName, BuildEvent[]>();

  constructor(histories: Pick<Histories, "has" | "of">, log: Logger) {
    this.#histories = histories;
    this.#log = log;
  }

  /** Best effort: a history that cannot be written is told and no reason for a build to fail. */
  tell(name: AgentName, event: BuildEvent): void {
    const events = [...(this.#waiting.get(name) ?? []), event];
    this.#waiting.delete(name);
    try {
      if (this.#histories.has(name)) for (const one of events) this.#histories.of(name).append(one);
      else if (event.state === "running") this.#waiting.set(name, events.slice(0, MAX_WAITING));
    } catch (err) {
      this.#log.warn({ agent: name, err }, "an event of a build could not be stored");
    }
  }
}
