import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Files a spawn for approval. */
export async function requestSpawn(context: Context, given: { name: string; key?: string }): Promise<void> {
  const answer = await connectHost(context).call("request_spawn", given);
  const { approval_id: id, duplicate } = answer;
  const known = duplicate ? " (it was asked for before, nothing new was filed)" : "";
  context.print(answer, () => [`#${id} asks to spawn ${given.name}${known}; \`hive-c0re approve ${id}\` does it`]);
}
