import type { AgentName } from "@hyperhive/wire";
import type { Broker } from "../broker/broker.ts";
import type { BuildQueue } from "./build-queue.ts";
import type { BuildStore } from "./build-store.ts";
import type { Builds } from "./builds.ts";

/** What the builds of a hive are made from. */
export type HiveBuildsParts = {
  readonly store: BuildStore;
  readonly queue: BuildQueue;
  readonly broker: Pick<Broker, "commit">;
};

/** The builds of a hive. */
export class HiveBuilds implements Builds {
  readonly #parts: HiveBuildsParts;

  constructor(parts: HiveBuildsParts) {
    this.#parts = parts;
  }

  async rebuild(by: string, agent: AgentName) {
    return await this.#parts.broker.commit((mail) => {
      const { job, duplicate } = this.#parts.queue.add({ agent, kind: "rebuild", requestedBy: by }, mail);
      return { id: job.id, duplicate };
    });
  }

  newest(limit: number) {
    return this.#parts.store.newest(limit).map(({ row }) => row);
  }

  find(id: number) {
    return this.#parts.store.get(id).row;
  }

  lines(id: number) {
    this.#parts.queue.flush();
    return this.#parts.store.lines(id);
  }

  async cancel(id: number) {
    await this.#parts.queue.cancel(id);
  }
}
