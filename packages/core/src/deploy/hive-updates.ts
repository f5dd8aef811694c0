import { HiveError, OPERATOR, type AgentName, type ContainerView } from "@hyperhive/wire";
import type { Builds } from "../builds/builds.ts";
import type { LifecycleParts } from "../lifecycle/lifecycle-parts.ts";
import { noteDeployed } from "../lifecycle/note-deployed.ts";
import { mainOf } from "../lifecycle/reconcile-lock.ts";
import { lockKey, type HiveLock, type LockedName } from "../meta/hive-lock.ts";

/** What updates of several agents are made from. */
export type HiveUpdatesParts = {
  readonly agents: LifecycleParts;
  readonly builds: Pick<Builds, "rebuild">;
  /** An agent as pages show it. */
  readonly view: (name: AgentName) => Pick<ContainerView, "needs_update">;
};

type Revision = { readonly name: LockedName; readonly rev: string };

/** Rebuilds of several agents, one after another in the build queue; every promise resolves with their builds, in that order, once they are queued. */
export class HiveUpdates {
  readonly #parts: HiveUpdatesParts;

  constructor(parts: HiveUpdatesParts) {
    this.#parts = parts;
  }

  /** Rebuilds every agent whose cage another hyperhive started. */
  async updateStale(): Promise<number[]> {
    const { agents, view } = this.#parts;
    return await this.#rebuild(agents.roster.names().filter((name) => view(name).needs_update));
  }

  /** Updates entries of the lock, named as there, and rebuilds what depends on them: every agent for `hyperhive`, else those that are named. Throws `not_found` for a name that the lock has not. */
  async updateInputs(keys: readonly string[]): Promise<number[]> {
    const { meta, roster } = this.#parts.agents;
    const { inputs } = await meta.lock();
    const chosen = new Set(keys.map((key) => nameBehind(key, inputs)));
    const stale = (await this.#revisions(chosen)).filter(({ name, rev }) => inputs.get(name)?.rev !== rev);
    // Not waited for: a deploy may hold the lock for as long as it builds.
    if (stale.length > 0) void this.#record(stale);
    return await this.#rebuild(roster.names().filter((name) => chosen.has("hyperhive") || chosen.has(name)));
  }

  async #revisions(names: Iterable<LockedName>): Promise<Revision[]> {
    const { agents } = this.#parts;
    const found: Revision[] = [];
    for (const name of names) {
      const rev = name === "hyperhive" ? agents.rev : await mainOf(agents, name);
      if (rev !== undefined) found.push({ name, rev });
    }
    return found;
  }

  // Never rejects; the rebuilds record what they come to, and the next start the rest.
  async #record(set: readonly Revision[]): Promise<void> {
    const { agents } = this.#parts;
    try {
      await agents.meta.record({ set }, `lock update: ${set.map(({ name }) => lockKey(name)).join(", ")}`);
      await noteDeployed(agents);
    } catch (err) {
      agents.log.error({ err }, "the lock could not be updated");
    }
  }

  // Asked for at once, so that they share a commit.
  async #rebuild(names: readonly AgentName[]): Promise<number[]> {
    const queued = await Promise.all(names.map((name) => this.#parts.builds.rebuild(OPERATOR, name)));
    return queued.map(({ id }) => id);
  }
}

function nameBehind(key: string, inputs: HiveLock): LockedName {
  const names = [...inputs.keys()];
  const found = names.find((name) => lockKey(name) === key);
  if (found !== undefined) return found;
  const known = names.map(lockKey).join(", ") || "none yet";
  throw new HiveError("not_found", `the lock has no input ${JSON.stringify(key.slice(0, 80))}; it has ${known}`);
}
