import { recoverDeploys } from "./deploy/recover-deploys.ts";
import { sweepBuildCages } from "./runtime/build-cages.ts";
import { seedAgent } from "./lifecycle/seed-agent.ts";
import type { Hive } from "./wire-hive.ts";

/** Opens the config repos and the lock, gives agents of earlier times their repos, and makes up for what a killed core left half done; says whether this hyperhive is another than the last one. Runs before anybody can ask for anything. */
export async function openConfigs({ parts, deploys, log }: Hive): Promise<boolean> {
  const { repos, meta, roster, rev } = parts;
  await meta.open();
  const { inputs } = await meta.lock();
  for (const name of roster.names()) {
    await repos.recover(name);
    await seedAgent(parts, name);
  }
  await sweepBuildCages(parts.runtime);
  await recoverDeploys(deploys.deploy);
  const last = inputs.get("hyperhive")?.rev;
  if (last !== undefined && last !== rev) log.info({ last, rev }, "another hyperhive than the last one");
  return last !== rev;
}
