import { cageName, MANAGER, toAgentName, type AgentName } from "@hyperhive/wire";
import { createAgent } from "./create-agent.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** Cages that are started at the same time when the core starts. */
const AT_ONCE = 3;

/** Creates the manager when the hive has none yet; it is wanted to run. */
export async function ensureManager(parts: LifecycleParts): Promise<void> {
  const name = toAgentName(MANAGER);
  if (parts.roster.has(name)) return;
  await using undo = new AsyncDisposableStack();
  await createAgent(parts, { name }, undo);
  undo.move();
}

/** What to do about one agent when the core starts. */
export type Reconciliation = "adopt" | "start" | "stop" | "leave";

/** Decides from what is wanted and what runs. Running cages are taken as they are: a restart of the core interrupts no turn. */
export function reconciliation(facts: {
  wanted: "running" | "stopped";
  running: boolean;
  failed: boolean;
}): Reconciliation {
  if (facts.running) return facts.wanted === "running" ? "adopt" : "stop";
  return facts.wanted === "running" && !facts.failed ? "start" : "leave";
}

/** Brings every agent to what it is wanted to be, in silence. */
export async function reconcile(parts: LifecycleParts, lifecycle: Lifecycle): Promise<void> {
  const cages = new Map((await parts.runtime.list()).map((cage) => [cage.cage, cage]));
  const waiting = [...parts.roster.names()];
  for (const name of waiting) {
    const cage = cages.get(cageName(name));
    parts.roster.note(name, { running: cage?.running ?? false, startedAt: cage?.startedAt });
  }
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await settle(parts, lifecycle, name);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function settle({ roster, log }: LifecycleParts, lifecycle: Lifecycle, name: AgentName): Promise<void> {
  const { record, running, config } = roster.get(name);
  const decision = reconciliation({
    wanted: record.wanted,
    running,
    failed: record.failure !== undefined || !config.ok,
  });
  log.info({ agent: name, wanted: record.wanted, running, decision }, "reconciled an agent");
  switch (decision) {
    case "adopt":
    case "leave":
      return;
    case "start":
      return await lifecycle.revive(name);
    case "stop":
      return await lifecycle
        .lowerStray(name)
        .catch((cause: unknown) =>
          log.warn({ agent: name, err: cause }, "a cage that should not run could not be stopped"),
        );
    default:
      decision satisfies never;
  }
}
