import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { HiveError, parseLine } from "@hyperhive/wire/plain";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Creates an agent, from its agent.json when one is given, and prints where its page is. */
export async function spawn(context: Context, given: { name: string; config?: string }): Promise<void> {
  const config = given.config === undefined ? undefined : await readConfig(context, given.config);
  const answer = await connectHost(context).call("spawn", {
    name: given.name,
    ...(config !== undefined && { config }),
  });
  context.print(answer, () => [`spawned ${answer.name}; its page is on port ${answer.port}`]);
}

async function readConfig({ cli }: Context, file: string): Promise<Record<string, unknown>> {
  try {
    return parseLine(file === "-" ? await text(cli.stdin) : await readFile(file, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HiveError("bad_request", `\`--config\`: cannot read ${file}: ${reason}`, { cause });
  }
}
