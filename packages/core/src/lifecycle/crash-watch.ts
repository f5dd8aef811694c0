import { cageName, type AgentName } from "@hyperhive/wire";
import { agentPaths } from "../agents/agent-paths.ts";
import { judgeCrash } from "./crash-policy.ts";
import { failureNote } from "./failure-note.ts";
import type { CageStatus } from "../runtime/runtime.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";

/** How a cage ended or failed to start, as far as it was seen. */
type Ending = { readonly exitCode?: number; readonly reason?: string };

/** Brings cages back that end although they should run: after a growing delay, and not at all after too many times. */
export class CrashWatch {
  readonly #parts: LifecycleParts;
  readonly #revive: (name: AgentName) => void;
  readonly #endings = new Map<AgentName, Ending>();
  readonly #retries = new Map<AgentName, Disposable>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopped = new AbortController();

  /** `revive` starts a cage again and sees to it that `look` is called when that is done or failed. */
  constructor(parts: LifecycleParts, revive: (name: AgentName) => void) {
    this.#parts = parts;
    this.#revive = revive;
  }

  /** Follows the runtime until closed; never rejects. */
  async follow(): Promise<void> {
    await this.#track(
      this.#followEvents(),
      "the runtime can no longer be watched; crashes go unseen until the core restarts",
    );
  }

  /** Compares what runs with what should; an agent that is being acted on is looked at when that ends. Never rejects. */
  async look(name: AgentName): Promise<void> {
    await this.#track(this.#lookAt(name), `the cage of ${name} cannot be looked at`);
  }

  async #followEvents(): Promise<void> {
    for await (const event of this.#parts.runtime.watch(this.#stopped.signal)) {
      const name = this.#parts.roster.names().find((agent) => cageName(agent) === event.cage);
      if (name === undefined) continue;
      if (event.kind === "exited" && event.exitCode !== undefined)
        this.#endings.set(name, { exitCode: event.exitCode });
      await this.look(name);
    }
  }

  async #track(work: Promise<void>, trouble: string): Promise<void> {
    const settled = work.catch((err: unknown) => {
      if (!this.#stopped.signal.aborted) this.#parts.log.error({ err }, trouble);
    });
    this.#underWay.add(settled);
    await settled;
    this.#underWay.delete(settled);
  }

  async #lookAt(name: AgentName): Promise<void> {
    const { roster, transients } = this.#parts;
    const cages = await this.#listCages();
    if (this.#stopped.signal.aborted || !roster.has(name) || transients.has(name)) return;
    const cage = cages.find((found) => found.cage === cageName(name));
    const startedAt = cage?.startedAt ?? roster.get(name).startedAt;
    roster.note(name, { running: cage?.running ?? false, startedAt });
    if (this.#isMissed(name)) this.#judge(name);
  }

  /** Remembers why a start failed, for the note about it. */
  startFailed(name: AgentName, reason: string): void {
    this.#endings.set(name, { reason });
  }

  /** Forgets a planned restart. */
  callOff(name: AgentName): void {
    this.#retries.get(name)?.[Symbol.dispose]();
    this.#retries.delete(name);
    this.#endings.delete(name);
  }

  /** Stops watching and forgets every planned restart; resolves when nothing is looked at any more. Cages go on. */
  async close(): Promise<void> {
    this.#stopped.abort();
    for (const name of this.#retries.keys()) this.callOff(name);
    await Promise.all(this.#underWay);
  }

  // What was listed while an action began or ended may already be wrong.
  async #listCages(): Promise<readonly CageStatus[]> {
    const { runtime, transients } = this.#parts;
    for (;;) {
      const { moves } = transients;
      const cages = await runtime.list();
      if (moves === transients.moves) return cages;
    }
  }

  #isMissed(name: AgentName): boolean {
    const { record, running, config } = this.#parts.roster.get(name);
    return (
      !running && record.wanted === "running" && record.failure === undefined && config.ok && !this.#retries.has(name)
    );
  }

  #judge(name: AgentName): void {
    const { roster, clock, log } = this.#parts;
    const { record, startedAt } = roster.get(name);
    const now = clock.now();
    const verdict = judgeCrash(record.crashes, { now, ranMs: startedAt === undefined ? 0 : now - startedAt });
    const ending = this.#endings.get(name) ?? {};
    this.#endings.delete(name);
    const words = describe(ending);
    log.warn({ agent: name, ...ending, verdict: verdict.do }, "a cage ended unexpectedly");
    if (verdict.do === "restart") {
      roster.keep(name, { crashes: verdict.history });
      this.#retries.set(
        name,
        clock.setTimer(() => this.#retry(name), verdict.delayMs),
      );
      roster.note(name, { outlook: `${words}; starts again in ${verdict.delayMs / 1000} s` });
    } else {
      const failure = `${words}, ${verdict.crashes} times in 10 minutes; read its log, then start it again`;
      roster.keep(name, { crashes: verdict.history, failure });
    }
    void this.#report(name, {
      ending,
      verdict:
        verdict.do === "restart"
          ? `It starts again in ${verdict.delayMs / 1000} s.`
          : "It stays down until the operator starts it.",
    });
  }

  #retry(name: AgentName): void {
    this.#retries.delete(name);
    // Whoever acts on it now has it looked at again at the end.
    if (this.#parts.roster.has(name) && !this.#parts.transients.has(name)) this.#revive(name);
  }

  async #report(name: AgentName, { ending, verdict }: { ending: Ending; verdict: string }): Promise<void> {
    const { config, notices, log } = this.#parts;
    const failed = { name, logFile: agentPaths(config, name).log, words: `${describe(ending)}. ${verdict}` };
    await notices.crashed(name, { exitCode: ending.exitCode, note: await failureNote(failed, log) });
  }
}

function describe({ exitCode, reason }: Ending): string {
  if (reason !== undefined) return `could not be started: ${reason}`;
  return exitCode === undefined ? "ended unexpectedly" : `ended unexpectedly with exit code ${exitCode}`;
}
