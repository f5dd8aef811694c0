import { displayName, HiveError, type AgentName, type ControlMessage } from "@hyperhive/wire";

/** One harness that listens on its control stream. */
export type HarnessLink = {
  /** Hands over a message; it must not throw. */
  tell(message: ControlMessage): void;
  /** Ends the stream. */
  close(): void;
};

/** The control streams of the harnesses: one per agent, the newest wins. */
export class HarnessLinks {
  readonly #links = new Map<AgentName, HarnessLink>();
  readonly #onChange: (name: AgentName, connected: boolean) => void;

  constructor(onChange: (name: AgentName, connected: boolean) => void) {
    this.#onChange = onChange;
  }

  /** Registers a stream in place of an older one, which is closed. Dispose the result when the stream ends. */
  open(name: AgentName, link: HarnessLink): Disposable {
    const older = this.#links.get(name);
    this.#links.set(name, link);
    older?.close();
    this.#onChange(name, true);
    return { [Symbol.dispose]: () => this.#drop(name, link) };
  }

  /** Tells an agent's harness something. Throws `agent_not_connected` when none listens. */
  tell(name: AgentName, message: ControlMessage): void {
    const link = this.#links.get(name);
    if (link !== undefined) return link.tell(message);
    throw new HiveError(
      "agent_not_connected",
      `no harness of ${displayName(name)} is connected to the core; start the agent, or wait until it is up`,
    );
  }

  has(name: AgentName): boolean {
    return this.#links.has(name);
  }

  #drop(name: AgentName, link: HarnessLink): void {
    if (this.#links.get(name) !== link) return;
    this.#links.delete(name);
    this.#onChange(name, false);
  }
}
