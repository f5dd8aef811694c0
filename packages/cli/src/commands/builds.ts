import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { buildTable } from "../render/build-lines.ts";
import { lookOf } from "../render/look.ts";

/** Prints the build queue and the newest builds that have ended, oldest first. */
export async function builds(context: Context, { limit }: { limit: number }): Promise<void> {
  const answer = await connectHost(context).call("builds", { limit });
  context.print(answer, () =>
    answer.builds.length === 0 ? ["nothing was built yet"] : buildTable(answer.builds, lookOf(context.cli)),
  );
}
