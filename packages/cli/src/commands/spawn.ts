import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { messageOf } from "@hyperhive/wire";
import { HiveError } from "@hyperhive/wire/plain";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { oneLine } from "../render/printable.ts";

const MAX_SHOWN = 80;

/** Creates an agent, from its agent.json when one is given, and prints where its page is. */
export async function spawn(context: Context, given: { name: string; config?: string }): Promise<void> {
  const config = given.config === undefined ? undefined : await readConfig(context, given.config);
  const answer = await connectHost(context).call("spawn", {
    name: given.name,
    ...(config !== undefined && { config }),
  });
  context.print(answer, () => [`spawned ${answer.name}; its page is on port ${answer.port}`]);
}

async function readConfig(context: Context, file: string): Promise<Record<string, unknown>> {
  const json = await readAll(context, file);
  if (json.trim() === "") throw notConfig(file, ", which is empty; without `--config` an agent gets the defaults");
  const value = parsed(file, json);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw notConfig(file, `, got ${oneLine(json, MAX_SHOWN)}`);
}

async function readAll({ cli }: Context, file: string): Promise<string> {
  try {
    return file === "-" ? await text(cli.stdin) : await readFile(file, "utf8");
  } catch (cause) {
    const reason = messageOf(cause);
    throw new HiveError("bad_request", `\`--config\`: cannot read ${file}: ${reason}`, { cause });
  }
}

function parsed(file: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw notConfig(file, `: ${oneLine(messageOf(cause), Infinity)}`, cause);
  }
}

function notConfig(file: string, why: string, cause?: unknown): HiveError {
  const source = file === "-" ? "stdin" : file;
  return new HiveError("bad_request", `\`--config\`: expected one JSON object in ${source}${why}`, { cause });
}
