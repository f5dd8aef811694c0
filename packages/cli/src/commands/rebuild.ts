import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { followBuilds } from "../follow-builds.ts";
import { attemptFields, exitOf, tryEach } from "../try-each.ts";

/** Brings agents to what is deployed once more, and follows their builds unless told not to wait. */
export async function rebuild(context: Context, given: { names: readonly string[]; wait: boolean }): Promise<number> {
  const host = connectHost(context);
  const attempts = await tryEach(given.names, async (name) => await host.call("rebuild", { name }));
  const results = attempts.map((made) => ({ name: made.target, ...attemptFields(made) }));
  context.print({ results }, () =>
    attempts.map((made) => `${made.target}: ${made.ok ? queued(made.value) : made.error.message}`),
  );
  const code = exitOf(attempts);
  if (!given.wait) return code;
  const followed = await followBuilds(
    context,
    attempts.flatMap((made) => (made.ok ? [made.value.build_id] : [])),
  );
  return code || followed;
}

function queued({ build_id: id, duplicate }: { build_id: number; duplicate: boolean }): string {
  return duplicate ? `build ${id} was in the queue already` : `build ${id} is queued`;
}
