import { displayName, MANAGER, OPERATOR, SYSTEM, type AgentName, type HelperEvent } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Broker } from "../broker/broker.ts";

/** Messages from the host to agents and the operator. They are best effort: a failure is logged and holds nothing up. */
export class Notices {
  readonly #broker: Pick<Broker, "send">;
  readonly #log: Logger;

  constructor(broker: Pick<Broker, "send">, log: Logger) {
    this.#broker = broker;
    this.#log = log;
  }

  /** Wakes an agent that the operator has just started, so that it looks at what it was doing. */
  async kick(name: AgentName, reason: string): Promise<void> {
    const note = `You were just ${reason}. Look at your notes in /state/ and go on; your session is still there.`;
    await this.#send(name, { event: "restarted", agent: displayName(name), reason, note });
  }

  /** Tells who looks after an agent that its cage ended by itself. */
  async crashed(name: AgentName, crash: { exitCode?: number | undefined; note: string }): Promise<void> {
    const { exitCode, note } = crash;
    const exit = exitCode === undefined ? {} : { exit_code: exitCode };
    // The manager is the one who cannot hear of its own crash.
    await this.#send(name === MANAGER ? OPERATOR : MANAGER, {
      event: "container_crash",
      agent: displayName(name),
      ...exit,
      note,
    });
  }

  /** Tells the manager that a turn of another agent failed. */
  async turnFailed(name: AgentName, turn: { outcome: string; note: string }): Promise<void> {
    if (name !== MANAGER) await this.#send(MANAGER, { event: "turn_failed", agent: displayName(name), ...turn });
  }

  async #send(to: string, event: HelperEvent): Promise<void> {
    try {
      await this.#broker.send({ from: SYSTEM, to, body: JSON.stringify(event) });
    } catch (cause) {
      this.#log.warn({ to, event: event.event, err: cause }, "a notice could not be sent");
    }
  }
}
