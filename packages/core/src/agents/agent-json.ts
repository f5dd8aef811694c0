import { open, readFile, rename } from "node:fs/promises";
import { agentConfigSchema, HiveError, messageOf, parseAs, type AgentConfigInput } from "@hyperhive/wire";
import type { ConfigReading } from "./agent-facts.ts";

/** Reads and checks an `agent.json`; what is wrong with it is a value that names the file and the field. */
export async function readAgentJson(path: string): Promise<ConfigReading> {
  try {
    return { ok: true, config: parseAs(agentConfigSchema, JSON.parse(await readFile(path, "utf8"))) };
  } catch (thrown) {
    return { ok: false, problem: `${path}: ${problemOf(thrown)}` };
  }
}

/** Writes an `agent.json` with every default spelled out, whole or not at all. Only the core writes it; `reader` is the agent's group on the host when that is another account. */
export async function writeAgentJson(path: string, config: AgentConfigInput, reader?: number): Promise<void> {
  const text = `${JSON.stringify(parseAs(agentConfigSchema, config), undefined, 2)}\n`;
  const draft = `${path}.new`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(text);
    if (reader !== undefined) await file.chown(0, reader);
    await file.chmod(reader === undefined ? 0o600 : 0o640);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

function problemOf(thrown: unknown): string {
  if (thrown instanceof HiveError) return thrown.message;
  if (thrown instanceof SyntaxError) return `expected JSON: ${thrown.message}`;
  return messageOf(thrown);
}
