import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { followBuilds } from "../follow-builds.ts";
import { buildLines, buildStanding } from "../render/build-lines.ts";
import { lookOf } from "../render/look.ts";

/** Prints what a build printed and how it stands; with follow it goes on until the build has ended. */
export async function build(context: Context, given: { id: number; follow?: boolean }): Promise<number> {
  const { id, follow = false } = given;
  if (follow) return await followBuilds(context, [id]);
  const answer = await connectHost(context).call("build_output", { id });
  context.print(answer, () => [...buildLines(answer.lines), ...buildStanding(answer.build, lookOf(context.cli))]);
  return 0;
}
