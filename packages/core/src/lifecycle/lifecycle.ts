import { cageName, HiveError, MANAGER, OPERATOR, type AgentName, type TransientKind } from "@hyperhive/wire";
import { reasonOf, refusalOf } from "../refusal.ts";
import { waitAtMost } from "../wait-at-most.ts";
import { deployedRevision } from "./deployed-revision.ts";
import { NO_CRASHES } from "./crash-policy.ts";
import { CrashWatch } from "./crash-watch.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import { raiseCage } from "./raise-cage.ts";

/** Time in which a harness may interrupt its turn and give its messages back. */
const GRACE_MS = 10_000;
const SHORT_GRACE_MS = 500;

/** How an agent gets another shape. */
export type Reshaping = {
  readonly signal: AbortSignal;
  readonly write: () => Promise<void>;
  /** What the agent is told was done to it once it runs again. */
  readonly reason: string;
  /** Called between the old cage and the new one. */
  readonly onLowered?: () => void;
};

/** Starts, stops and restarts agents, one action per agent at a time, and remembers what each is wanted to be. */
export class Lifecycle {
  readonly watch: CrashWatch;
  readonly #parts: LifecycleParts;
  readonly #underWay = new Set<Promise<unknown>>();
  #closing = false;

  constructor(parts: LifecycleParts) {
    this.#parts = parts;
    this.watch = new CrashWatch(parts, (name) => void this.revive(name));
  }

  /** Starts an agent on somebody's word: a running one is left alone, one that had failed is tried again. */
  async start(name: AgentName, by = OPERATOR): Promise<void> {
    await this.act(name, "starting", async () => {
      this.#want(name, "running");
      if (await this.#isRunning(name)) return;
      await this.#raise(name);
      await this.#parts.notices.kick(name, `started by the ${by}`);
    });
  }

  /** Stops an agent on somebody's word; it stays stopped over restarts of the core. */
  async stop(name: AgentName, { graceful, by = OPERATOR }: { graceful: boolean; by?: string }): Promise<void> {
    await this.act(name, "stopping", async () => {
      const { wanted } = this.#parts.roster.get(name).record;
      this.#want(name, "stopped");
      await this.#lower(name, graceful ? GRACE_MS : SHORT_GRACE_MS);
      // Whoever did it knows.
      if (wanted !== "running" || by === MANAGER) return;
      await this.#parts.notices.killed(name, await deployedRevision(this.#parts, name));
    });
  }

  /** Restarts an agent on somebody's word; a stopped one is started. */
  async restart(name: AgentName, by = OPERATOR): Promise<void> {
    await this.act(name, "restarting", async () => {
      this.#want(name, "running");
      await this.#lower(name, GRACE_MS);
      await this.#raise(name);
      await this.#parts.notices.kick(name, `restarted by the ${by}`);
    });
  }

  /** Gives an agent another shape: `write` changes what it starts from, and one that should run is restarted with that. Waits for other actions on it to end. */
  async reshape(name: AgentName, change: Reshaping): Promise<void> {
    await this.#parts.transients.untilFree(name, change.signal);
    await this.act(name, "rebuilding", async () => {
      await change.write();
      if (this.#parts.roster.get(name).record.wanted === "stopped") return;
      this.#want(name, "running");
      await this.#lower(name, GRACE_MS);
      change.onLowered?.();
      await this.#raise(name);
      await this.#parts.notices.kick(name, change.reason);
    });
  }

  /** Stops an agent for good; `remove` takes away what is left of it. */
  async remove(name: AgentName, remove: () => Promise<void>): Promise<void> {
    await this.act(name, "destroying", async () => {
      this.#want(name, "stopped");
      await this.#lower(name, SHORT_GRACE_MS);
      await this.#parts.runtime.destroy(cageName(name));
      await remove();
    });
  }

  /** Starts an agent that should run, without a word to it; never rejects, a failure counts as a crash. */
  async revive(name: AgentName): Promise<void> {
    const raise = async () => {
      try {
        await raiseCage(this.#parts, name);
      } catch (thrown) {
        // Before the action ends, since its end is when the agent is looked at.
        this.watch.startFailed(name, reasonOf(thrown));
        throw thrown;
      }
    };
    await this.act(name, "starting", raise).catch((err: unknown) =>
      this.#parts.log.warn({ agent: name, err }, "an agent could not be started"),
    );
  }

  /** Stops a cage that should not run. */
  async lowerStray(name: AgentName): Promise<void> {
    await this.act(name, "stopping", () => this.#lower(name, GRACE_MS));
  }

  /** Looks before an action whether it may be; what `check` throws shows as its failure to those who watch the agent. Waits for other actions on it to end. */
  async preflight(
    name: AgentName,
    kind: TransientKind,
    { check, signal }: { readonly check: () => void; readonly signal: AbortSignal },
  ): Promise<void> {
    try {
      check();
    } catch (refusal) {
      await this.#parts.transients.untilFree(name, signal);
      await this.act(name, kind, () => Promise.reject(refusal));
    }
  }

  /** Runs one action on an agent. Throws `busy` while another one runs, `shutting_down` when the core stops. */
  async act<T>(name: AgentName, kind: TransientKind, action: () => Promise<T>): Promise<T> {
    if (this.#closing) throw new HiveError("shutting_down", "the core is stopping; ask again when it is back");
    const acting = this.#held(name, kind, action);
    this.#underWay.add(acting);
    try {
      return await acting;
    } finally {
      this.#underWay.delete(acting);
    }
  }

  /** Takes no more actions and waits for those under way, at most so long. */
  async close(patienceMs: number): Promise<void> {
    this.#closing = true;
    const ended = Promise.allSettled([this.watch.close(), ...this.#underWay]);
    // The end of an action is one more look.
    await waitAtMost(
      ended.then(() => this.watch.close()),
      patienceMs,
    );
  }

  async #held<T>(name: AgentName, kind: TransientKind, action: () => Promise<T>): Promise<T> {
    using hold = this.#parts.transients.hold(name, kind);
    try {
      return await action();
    } catch (thrown) {
      hold.fail(reasonOf(thrown));
      throw refusalOf(thrown) ?? thrown;
    }
  }

  #want(name: AgentName, wanted: "running" | "stopped"): void {
    this.watch.callOff(name);
    this.#parts.roster.keep(name, { wanted, failure: undefined, crashes: NO_CRASHES });
  }

  // Unlike a crash, what the operator's own start came to is not tried again behind his back.
  async #raise(name: AgentName): Promise<void> {
    try {
      await raiseCage(this.#parts, name);
    } catch (thrown) {
      this.#parts.roster.keep(name, { failure: reasonOf(thrown) });
      throw thrown;
    }
  }

  async #lower(name: AgentName, graceMs: number): Promise<void> {
    await this.#parts.runtime.stop(cageName(name), { graceMs });
    this.#parts.roster.note(name, { running: false, startedAt: undefined, outlook: undefined });
  }

  async #isRunning(name: AgentName): Promise<boolean> {
    return (await this.#parts.runtime.list()).some((cage) => cage.cage === cageName(name) && cage.running);
  }
}
