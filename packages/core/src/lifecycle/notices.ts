import { MANAGER, OPERATOR, SYSTEM, type AgentName, type HelperEvent } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Broker } from "../broker/broker.ts";
import type { Clock } from "../clock.ts";
import type { DeployedRevision } from "./deployed-revision.ts";
import { NewsLimit } from "./news-limit.ts";

/** What notices need. */
export type NoticesParts = {
  readonly broker: Pick<Broker, "send">;
  readonly clock: Pick<Clock, "now">;
  readonly log: Logger;
};

/** Messages from the host to agents and the operator. They are best effort: a failure is logged and holds nothing up. */
export class Notices {
  readonly #broker: Pick<Broker, "send">;
  readonly #log: Logger;
  readonly #clock: Pick<Clock, "now">;
  readonly #failedTurns = new NewsLimit();

  constructor({ broker, clock, log }: NoticesParts) {
    this.#broker = broker;
    this.#clock = clock;
    this.#log = log;
  }

  /** Wakes an agent that the operator has just started, so that it looks at what it was doing. */
  async kick(name: AgentName, reason: string): Promise<void> {
    const note = `You were just ${reason}. Look at your notes in /state/ and go on; your session is still there.`;
    await this.#send(name, { event: "restarted", agent: name, reason, note });
  }

  /** Tells who looks after an agent that its cage ended by itself. */
  async crashed(name: AgentName, crash: { exitCode?: number | undefined; note: string }): Promise<void> {
    const { exitCode, note } = crash;
    const exit = exitCode === undefined ? {} : { exit_code: exitCode };
    await this.#send(caretakerOf(name), {
      event: "container_crash",
      agent: name,
      ...exit,
      note,
    });
  }

  /** Tells the manager that a turn of another agent failed; not each time when they fail by the dozen. `note` is asked only when it is told. */
  async turnFailed(name: AgentName, turn: { outcome: string; note: () => Promise<string> }): Promise<void> {
    if (name === MANAGER) return;
    const news = this.#failedTurns.admit(name, this.#clock.now());
    if (news === undefined) return;
    const others = news.untold === 0 ? "" : `${news.untold} more of its turns failed before this one.\n`;
    const note = others + (await turn.note());
    await this.#send(MANAGER, { event: "turn_failed", agent: name, outcome: turn.outcome, note });
  }

  /** Tells the manager that the operator stopped an agent, and what it ran. */
  async killed(name: AgentName, revision: DeployedRevision): Promise<void> {
    if (name !== MANAGER) await this.#send(MANAGER, { event: "killed", agent: name, ...revision });
  }

  /** Tells the manager that an agent is gone, and what was deployed of it last. */
  async destroyed(name: AgentName, gone: DeployedRevision & { readonly purged: boolean }): Promise<void> {
    await this.#send(MANAGER, { event: "destroyed", agent: name, ...gone });
  }

  /** Tells who looks after an agent that it cannot reach its model, or that it can again. */
  async login(name: AgentName, event: "needs_login" | "logged_in"): Promise<void> {
    await this.#send(caretakerOf(name), { event, agent: name });
  }

  /** Tells who looks after an agent that its cage was started by another hyperhive than the one that runs now. */
  async needsUpdate(name: AgentName, note: string): Promise<void> {
    await this.#send(caretakerOf(name), { event: "needs_update", agent: name, note });
  }

  async #send(to: string, event: HelperEvent): Promise<void> {
    try {
      await this.#broker.send({ from: SYSTEM, to, body: JSON.stringify(event) });
    } catch (cause) {
      this.#log.warn({ to, event: event.event, err: cause }, "a notice could not be sent");
    }
  }
}

// The manager is the one who cannot hear of its own trouble.
function caretakerOf(name: AgentName): string {
  return name === MANAGER ? OPERATOR : MANAGER;
}
