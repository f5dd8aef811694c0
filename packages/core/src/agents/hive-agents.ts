import {
  MANAGER,
  type AgentConfigInput,
  type AgentName,
  type ContainerView,
  type ControlMessage,
  type HiveInfo,
} from "@hyperhive/wire";
import { destroyAgent, purgeTombstone, type Destroying } from "../lifecycle/destroy-agent.ts";
import { recordSpawn } from "../lifecycle/record-spawn.ts";
import { spawnAgent } from "../lifecycle/spawn-agent.ts";
import type { Agents } from "./agents.ts";
import type { HarnessLinks } from "./harness-links.ts";
import type { Histories } from "./histories.ts";

/** What the agents of a hive are made from. */
export type HiveAgentsParts = Destroying & {
  readonly links: HarnessLinks;
  readonly histories: Histories;
  readonly view: (name: AgentName) => ContainerView;
  readonly info: () => HiveInfo;
};

/** The agents of a hive, for the sockets and the pages. */
export class HiveAgents implements Agents {
  readonly #given: HiveAgentsParts;

  constructor(given: HiveAgentsParts) {
    this.#given = given;
  }

  names() {
    return this.#roster.names();
  }

  resolve(name: string) {
    return this.#roster.resolve(name);
  }

  views() {
    return this.names().map((name) => this.#given.view(name));
  }

  view(name: string) {
    return this.#given.view(this.resolve(name));
  }

  transients() {
    return this.#given.parts.transients.list();
  }

  info() {
    return this.#given.info();
  }

  whoami(name: AgentName) {
    const role = name === MANAGER ? ("manager" as const) : ("agent" as const);
    return { name, role, pronouns: this.#given.parts.config.pronouns, hyperhive_rev: this.info().rev };
  }

  history(name: string) {
    return this.#given.histories.of(this.resolve(name));
  }

  control(name: string, message: ControlMessage) {
    this.#given.links.tell(this.resolve(name), message);
  }

  async start(name: string, by?: string) {
    await this.#given.lifecycle.start(this.resolve(name), by);
  }

  async stop(name: string, options: { graceful: boolean; by?: string }) {
    await this.#given.lifecycle.stop(this.resolve(name), options);
  }

  async restart(name: string, by?: string) {
    await this.#given.lifecycle.restart(this.resolve(name), by);
  }

  async setPaused(typed: string, paused: boolean) {
    const name = this.resolve(typed);
    this.#roster.keep(name, { paused });
    // A harness that is not there learns it when it connects.
    if (this.#given.links.has(name)) this.#given.links.tell(name, { do: "pause", paused });
  }

  async spawn(typed: string, config?: AgentConfigInput) {
    const { parts, lifecycle } = this.#given;
    const name = await spawnAgent(parts, lifecycle, { typed, config });
    // After the spawn, since a build may hold the lock that waits for the agent. It is there whatever becomes of this, and the next start makes up for what is missing.
    await recordSpawn(parts, name).catch((err: unknown) =>
      parts.log.error({ agent: name, err }, "a spawn could not be recorded in meta"),
    );
    return this.view(name);
  }

  async destroy(typed: string, { purge }: { purge: boolean }) {
    await destroyAgent(this.#given, { typed, purge });
  }

  async purge(typed: string) {
    await purgeTombstone(this.#given, typed);
  }

  get #roster() {
    return this.#given.parts.roster;
  }
}
