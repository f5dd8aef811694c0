import type { AgentConfigInput, AgentName } from "@hyperhive/wire";
import { cageName } from "@hyperhive/wire";
import { checkNewName, createAgent } from "./create-agent.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { raiseCage } from "./raise-cage.ts";

/** Creates an agent and starts it; when any step fails nothing of it stays. */
export async function spawnAgent(
  parts: LifecycleParts,
  lifecycle: Lifecycle,
  { typed, config }: { typed: string; config: AgentConfigInput | undefined },
): Promise<AgentName> {
  const name = checkNewName(parts, typed);
  return await lifecycle.act(name, "spawning", async () => {
    await using undo = new AsyncDisposableStack();
    await createAgent(parts, { name, config }, undo);
    undo.defer(() => parts.runtime.destroy(cageName(name)));
    await raiseCage(parts, name);
    undo.move();
    return name;
  });
}
