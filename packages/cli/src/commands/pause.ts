import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Holds an agent between turns, or lets it go on. */
export async function pause(context: Context, name: string, verb: "pause" | "resume"): Promise<void> {
  const paused = verb === "pause";
  await connectHost(context).call("set_paused", { name, paused });
  context.print({ name, paused }, () => [`${name} ${paused ? "is paused" : "goes on"}`]);
}
