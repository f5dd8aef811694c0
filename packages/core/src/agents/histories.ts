import { existsSync } from "node:fs";
import type { AgentEventRow, AgentName } from "@hyperhive/wire";
import type { Logger } from "pino";
import { openAgentHistory, type AgentHistoryStore } from "../agent-history/agent-history.ts";
import type { Clock } from "../clock.ts";
import { agentPaths, type HiveRoots } from "./agent-paths.ts";

/** What the histories are opened with. */
export type HistoriesOptions = {
  readonly roots: HiveRoots;
  /** Hears every event that is stored for the first time. */
  readonly onEvent: (name: AgentName, row: AgentEventRow) => void;
  readonly clock: Clock;
  readonly log: Logger;
};

/** The open event histories of the agents. */
export class Histories {
  readonly #open = new Map<AgentName, AgentHistoryStore>();
  readonly #roots: HiveRoots;
  readonly #onEvent: (name: AgentName, row: AgentEventRow) => void;
  readonly #clock: Clock;
  readonly #log: Logger;

  constructor(options: HistoriesOptions) {
    this.#roots = options.roots;
    this.#onEvent = options.onEvent;
    this.#clock = options.clock;
    this.#log = options.log;
  }

  /** The agent's history, opened at the first call. */
  of(name: AgentName): AgentHistoryStore {
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const opened = this.#openFile(name);
    opened.subscribe((row) => this.#onEvent(name, row));
    this.#open.set(name, opened);
    return opened;
  }

  /** Whether the agent has a place where its history can be. */
  has(name: AgentName): boolean {
    return this.#open.has(name) || existsSync(agentPaths(this.#roots, name).root);
  }

  /** Those that are open now. */
  all(): Iterable<AgentHistoryStore> {
    return this.#open.values();
  }

  /** Closes the history of one agent; it is opened anew when it is asked for. */
  forget(name: AgentName): void {
    this.#open.get(name)?.close();
    this.#open.delete(name);
  }

  close(): void {
    for (const history of this.#open.values()) history.close();
    this.#open.clear();
  }

  // What is wrong with the file is told, and live events go on.
  #openFile(name: AgentName): AgentHistoryStore {
    return openAgentHistory(agentPaths(this.#roots, name).events, {
      clock: this.#clock,
      warn: (text, cause) => this.#log.warn({ agent: name, err: cause }, text),
    });
  }
}
