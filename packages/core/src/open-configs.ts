import { messageOf, type AgentName } from "@hyperhive/wire";
import { moveAside } from "./agent-history/move-aside.ts";
import { metaDir } from "./agents/agent-paths.ts";
import { recoverDeploys } from "./deploy/recover-deploys.ts";
import { GitError } from "./git/git-error.ts";
import type { LifecycleParts } from "./lifecycle/lifecycle-parts.ts";
import { seedAgent } from "./lifecycle/seed-agent.ts";
import { refusalOf } from "./refusal.ts";
import { sweepBuildCages } from "./runtime/build-cages.ts";
import type { Hive } from "./wire-hive.ts";

/** Opens the config repos and the lock, gives agents of earlier times their repos, and makes up for what a killed core left half done; says whether this hyperhive is another than the last one. Runs before anybody can ask for anything. */
export async function openConfigs({ parts, deploys, log }: Hive): Promise<boolean> {
  const { meta, roster, rev } = parts;
  await openMeta(parts);
  const { inputs } = await meta.lock();
  for (const name of roster.names()) await openConfig(parts, name);
  await sweepBuildCages(parts.runtime);
  await recoverDeploys(deploys.deploy);
  const last = inputs.get("hyperhive")?.rev;
  if (last !== undefined && last !== rev) log.info({ last, rev }, "another hyperhive than the last one");
  return last !== rev;
}

// A record that is damaged is kept beside a new one, which begins with what is deployed.
async function openMeta({ meta, config, log }: LifecycleParts): Promise<void> {
  try {
    await meta.open();
  } catch (err) {
    if (!isDamage(err)) throw refusalOf(err) ?? err;
    const moved = moveAside(metaDir(config));
    log.error({ err, moved }, "the record of deploys cannot be used; it was moved aside and a new one begins");
    await meta.open();
  }
}

// Not a git that had no room or no time: then the record is as it was, and the next start finds it.
function isDamage(err: unknown): boolean {
  return err instanceof GitError && err.trouble === "failed" && !err.isDiskFull;
}

// One agent whose repos cannot be used is told, and holds up neither the core nor the others.
async function openConfig(parts: LifecycleParts, name: AgentName): Promise<void> {
  try {
    await parts.repos.recover(name);
    await seedAgent(parts, name);
  } catch (err) {
    parts.log.error({ agent: name, err }, "an agent's configuration repos cannot be used");
    const reason = messageOf(err);
    parts.roster.note(name, { config: { ok: false, problem: `its configuration repos cannot be used: ${reason}` } });
  }
}
