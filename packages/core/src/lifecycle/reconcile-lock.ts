import type { AgentName } from "@hyperhive/wire";
import { lockKey, type LockedName } from "../meta/hive-lock.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import { noteDeployed } from "./note-deployed.ts";

/** Makes the lock say what is deployed: one entry for each agent of the hive, and the hyperhive that runs it. A lock that is right already is left alone. */
export async function reconcileLock(parts: LifecycleParts): Promise<void> {
  const { meta, roster, log } = parts;
  const { inputs: lock, warning } = await meta.lock();
  if (warning !== undefined) log.warn({ warning }, "the lock is written anew");
  const names = roster.names();
  const set: { name: LockedName; rev: string }[] = [];
  for (const name of names) {
    const rev = await mainOf(parts, name);
    // What cannot be read was told when it was opened; its entry stays.
    if (rev !== undefined && lock.get(name)?.rev !== rev) set.push({ name, rev });
  }
  const remove = [...lock.keys()].filter((name) => name !== "hyperhive" && !names.includes(name));
  const isOtherHyperhive = lock.get("hyperhive")?.rev !== parts.rev;
  if (isOtherHyperhive) set.unshift({ name: "hyperhive", rev: parts.rev });
  if (set.length > 0 || remove.length > 0)
    await meta.record(
      { set, remove },
      `lock update: ${[...set.map(({ name }) => name), ...remove].map(lockKey).join(", ")}`,
    );
  await noteDeployed(parts);
}

/** The commit of an agent that is deployed; undefined when it cannot be read, which is logged. */
export async function mainOf(
  { repos, log }: Pick<LifecycleParts, "repos" | "log">,
  name: AgentName,
): Promise<string | undefined> {
  try {
    return await repos.main(name);
  } catch (err) {
    log.error({ agent: name, err }, "what is deployed of an agent cannot be read");
    return undefined;
  }
}
