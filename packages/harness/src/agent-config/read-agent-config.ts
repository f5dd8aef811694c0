import { readFile } from "node:fs/promises";
import { agentConfigSchema, messageOf, parseAs, type AgentConfig } from "@hyperhive/wire";

/** A usable configuration and what was wrong with the file, if anything. */
export type ConfigReading = { readonly config: AgentConfig; readonly warnings: readonly string[] };

/** Reads `agent.json`; a missing or bad file gives the defaults and a warning, never an error, because an agent without its extras is better than none. */
export async function readAgentConfig(path: string): Promise<ConfigReading> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    return defaults(`${path} cannot be read (${wordsOf(cause)}); going on with the defaults`);
  }
  return parseAgentConfig(text, path);
}

/** Reads the text of an `agent.json`; `path` is named in the warning. */
export function parseAgentConfig(text: string, path: string): ConfigReading {
  try {
    return { config: parseAs(agentConfigSchema, JSON.parse(text)), warnings: [] };
  } catch (cause) {
    return defaults(`${path} cannot be used (${wordsOf(cause)}); going on with the defaults`);
  }
}

function defaults(warning: string): ConfigReading {
  return { config: agentConfigSchema.parse({}), warnings: [warning] };
}

function wordsOf(cause: unknown): string {
  return messageOf(cause);
}
