import type { Context } from "../context.ts";
import { decideEach } from "../decide-each.ts";

/** Denies; the note goes to the manager. */
export async function deny(context: Context, given: { ids: readonly number[]; note?: string }): Promise<number> {
  const { ids, note } = given;
  const { code } = await decideEach(context, {
    ids,
    done: () => "denied",
    act: async (host, id) => await host.call("deny", { id, ...(note !== undefined && { note }) }),
  });
  return code;
}
