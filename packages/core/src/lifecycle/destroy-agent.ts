import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { HiveError, MANAGER, type AgentName } from "@hyperhive/wire";
import { agentPaths } from "../agents/agent-paths.ts";
import { resolveKept } from "../agents/kept-agent.ts";
import type { Histories } from "../agents/histories.ts";
import { HeldFolder } from "../held-folder.ts";
import { removeTree } from "../remove-tree.ts";
import { deployedRevision } from "./deployed-revision.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** What destroying works on besides the agents. */
export type Destroying = {
  readonly parts: LifecycleParts;
  readonly lifecycle: Lifecycle;
  readonly histories: Pick<Histories, "forget">;
  /** Ends what still waits for an agent or on it. */
  readonly closeAllOf: (name: AgentName) => Promise<void>;
  /** Deletes what the hive's own tables still hold of an agent. */
  readonly purgeRows: (name: AgentName) => Promise<void>;
};

/** Deletes what is left of an agent that was destroyed earlier. Throws `agent_exists` while the hive has one of that name, `unknown_agent` when nothing is left, `busy`. */
export async function purgeTombstone(destroying: Destroying, typed: string): Promise<void> {
  const name = nameToDestroy(destroying.parts, { typed, purge: true });
  await purgeAgent(destroying, name);
  await destroying.parts.notices.destroyed(name, { purged: true });
}

/** Takes away an agent's cage, sockets and place in the hive; its files stay, so that it can come back, unless they are purged. What is left of one destroyed earlier can be purged too. Throws `forbidden` for the manager, `unknown_agent`. */
export async function destroyAgent(
  destroying: Destroying,
  { typed, purge }: { readonly typed: string; readonly purge: boolean },
): Promise<void> {
  const { parts, lifecycle, histories } = destroying;
  const name = nameToDestroy(parts, { typed, purge });
  const revision = await deployedRevision(parts, name);
  if (parts.roster.has(name)) {
    await lifecycle.remove(name, async () => {
      await destroying.closeAllOf(name);
      await parts.doors.close(name);
      histories.forget(name);
      parts.roster.retire(name, parts.clock.now());
    });
    await parts.meta.record({ remove: [name] }, `destroy ${name}`);
  }
  if (purge) await purgeAgent(destroying, name);
  await parts.notices.destroyed(name, { purged: purge, ...revision });
}

function nameToDestroy(
  { roster, config }: LifecycleParts,
  { typed, purge }: { readonly typed: string; readonly purge: boolean },
): AgentName {
  // Only its files may be left of it.
  return refuseManager(purge ? resolveKept({ roster, roots: config }, typed) : roster.resolve(typed));
}

function refuseManager(name: AgentName): AgentName {
  if (name !== MANAGER) return name;
  throw new HiveError("forbidden", "the manager belongs to the hive and cannot be destroyed; stop it instead");
}

// One action of its own, so that nobody brings the agent back from files that are going.
async function purgeAgent(destroying: Destroying, name: AgentName): Promise<void> {
  const { parts, lifecycle, closeAllOf, purgeRows } = destroying;
  if (parts.roster.has(name))
    throw new HiveError("agent_exists", `${name} is in the hive, so nothing was deleted; destroy it first`);
  await lifecycle.act(name, "destroying", async () => {
    await closeAllOf(name);
    await parts.repos.remove(name);
    await removeFiles(agentPaths(parts.config, name).root);
    await purgeRows(name);
  });
}

async function removeFiles(root: string): Promise<void> {
  if (!existsSync(root)) return;
  using agents = HeldFolder.open(dirname(root));
  await removeTree(agents, basename(root));
}
