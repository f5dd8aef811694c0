import { cageName, type AgentConfigInput, type AgentName } from "@hyperhive/wire";
import { checkPort } from "../agents/roster.ts";
import { checkFreeName, createAgent } from "./create-agent.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { raiseCage } from "./raise-cage.ts";

/** How a new agent is made. */
export type Spawning = {
  /** Its name as it was typed. */
  readonly typed: string;
  /** What its configuration begins with; the defaults, or what an agent of that name left behind, when absent. */
  readonly config?: AgentConfigInput | undefined;
  /** The commit of its configuration that it starts with; what is deployed when absent. */
  readonly sha?: string;
  /** Called when all but the cage is there. What it throws undoes everything. */
  readonly beforeStart?: () => Promise<void>;
};

/** Creates an agent and starts it; when any step fails nothing of it stays but what was there before. */
export async function spawnAgent(
  parts: LifecycleParts,
  lifecycle: Lifecycle,
  { typed, config, sha, beforeStart }: Spawning,
): Promise<AgentName> {
  const name = checkFreeName(parts, typed);
  return await lifecycle.act(name, "spawning", async () => {
    // Part of the action, so that whoever watches the agent sees why it is not made.
    checkPort(name, parts.roster.names());
    await using undo = new AsyncDisposableStack();
    await createAgent(parts, { name, config, sha }, undo);
    undo.defer(async () => {
      await parts.runtime.stop(cageName(name), { graceMs: 0 });
      await parts.runtime.destroy(cageName(name));
    });
    await beforeStart?.();
    await raiseCage(parts, name);
    undo.move();
    return name;
  });
}
