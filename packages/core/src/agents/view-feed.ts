import type { AgentName, ContainerView, DashboardEvent } from "@hyperhive/wire";

/** What the feed reads and writes. */
export type ViewFeedParts = {
  /** The agent as pages show it, or undefined when there is none of that name. */
  readonly view: (name: AgentName) => ContainerView | undefined;
  readonly publish: (event: DashboardEvent) => void;
};

/** Tells the pages about agents that changed: once per agent and turn of the event loop, and only when something shows. */
export class ViewFeed {
  readonly #parts: ViewFeedParts;
  readonly #touched = new Set<AgentName>();
  readonly #shown = new Map<AgentName, string>();
  #planned: NodeJS.Immediate | undefined;

  constructor(parts: ViewFeedParts) {
    this.#parts = parts;
  }

  /** Says that something about an agent may have changed. */
  touch(name: AgentName): void {
    this.#touched.add(name);
    this.#planned ??= setImmediate(() => this.flush());
  }

  /** Publishes what has changed so far. */
  flush(): void {
    clearImmediate(this.#planned);
    this.#planned = undefined;
    const touched = [...this.#touched];
    this.#touched.clear();
    for (const name of touched) this.#publish(name);
  }

  /** Publishes nothing more. */
  close(): void {
    clearImmediate(this.#planned);
    this.#touched.clear();
  }

  #publish(name: AgentName): void {
    const container = this.#parts.view(name);
    const text = container && JSON.stringify(container);
    if (this.#shown.get(name) === text) return;
    if (container === undefined || text === undefined) {
      this.#shown.delete(name);
      this.#parts.publish({ kind: "container_removed", name });
    } else {
      this.#shown.set(name, text);
      this.#parts.publish({ kind: "container_state_changed", container });
    }
  }
}
