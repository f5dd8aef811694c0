import {
  MANAGER,
  type AgentConfigInput,
  type AgentName,
  type ContainerView,
  type ControlMessage,
  type HiveInfo,
} from "@hyperhive/wire";
import type { Lifecycle } from "../lifecycle/lifecycle.ts";
import type { LifecycleParts } from "../lifecycle/lifecycle-parts.ts";
import { spawnAgent } from "../lifecycle/spawn-agent.ts";
import type { Agents } from "./agents.ts";
import type { HarnessLinks } from "./harness-links.ts";
import type { Histories } from "./histories.ts";

/** What the agents of a hive are made from. */
export type HiveAgentsParts = {
  readonly parts: LifecycleParts;
  readonly lifecycle: Lifecycle;
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

  async start(name: string) {
    await this.#given.lifecycle.start(this.resolve(name));
  }

  async stop(name: string, options: { graceful: boolean }) {
    await this.#given.lifecycle.stop(this.resolve(name), options);
  }

  async restart(name: string) {
    await this.#given.lifecycle.restart(this.resolve(name));
  }

  async setPaused(typed: string, paused: boolean) {
    const name = this.resolve(typed);
    this.#roster.keep(name, { paused });
    // A harness that is not there learns it when it connects.
    if (this.#given.links.has(name)) this.#given.links.tell(name, { do: "pause", paused });
  }

  async spawn(name: string, config?: AgentConfigInput) {
    return this.view(await spawnAgent(this.#given.parts, this.#given.lifecycle, { typed: name, config }));
  }

  get #roster() {
    return this.#given.parts.roster;
  }
}
