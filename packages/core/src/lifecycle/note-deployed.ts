import type { LifecycleParts } from "./lifecycle-parts.ts";

/** Takes over from the lock which revision of each agent is deployed, for its view. */
export async function noteDeployed({ meta, roster }: Pick<LifecycleParts, "meta" | "roster">): Promise<void> {
  const { inputs } = await meta.lock();
  for (const name of roster.names()) roster.note(name, { deployedSha: inputs.get(name)?.rev });
}
