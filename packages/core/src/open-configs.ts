import { recoverDeploys } from "./deploy/recover-deploys.ts";
import { sweepBuildCages } from "./runtime/build-cages.ts";
import type { AgentName } from "@hyperhive/wire";
import type { LifecycleParts } from "./lifecycle/lifecycle-parts.ts";
import { seedAgent } from "./lifecycle/seed-agent.ts";
import type { Hive } from "./wire-hive.ts";

/** Opens the config repos and the lock, gives agents of earlier times their repos, and makes up for what a killed core left half done; says whether this hyperhive is another than the last one. Runs before anybody can ask for anything. */
export async function openConfigs({ parts, deploys, log }: Hive): Promise<boolean> {
  const { meta, roster, rev } = parts;
  await meta.open();
  const { inputs } = await meta.lock();
  for (const name of roster.names()) await openConfig(parts, name);
  await sweepBuildCages(parts.runtime);
  await recoverDeploys(deploys.deploy);
  const last = inputs.get("hyperhive")?.rev;
  if (last !== undefined && last !== rev) log.info({ last, rev }, "another hyperhive than the last one");
  return last !== rev;
}

// One agent whose repos cannot be used is told, and holds up neither the core nor the others.
async function openConfig(parts: LifecycleParts, name: AgentName): Promise<void> {
  try {
    await parts.repos.recover(name);
    await seedAgent(parts, name);
  } catch (err) {
    parts.log.error({ agent: name, err }, "an agent's configuration repos cannot be used");
    const reason = err instanceof Error ? err.message : String(err);
    parts.roster.note(name, { config: { ok: false, problem: `its configuration repos cannot be used: ${reason}` } });
  }
}
