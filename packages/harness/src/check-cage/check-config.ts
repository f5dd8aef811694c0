import { readFile } from "node:fs/promises";
import { agentConfigSchema, DEFAULT_MODEL, messageOf, parseAs, type AgentConfig } from "@hyperhive/wire";
import { fact, problem, type Finding } from "./finding.ts";

/** What `agent.json` says, absent when it cannot be used. */
export type ConfigCheck = { readonly config?: AgentConfig; readonly finding: Finding };

/** Reads `agent.json` strictly: unlike the harness, which goes on without its extras, a trial fails on a bad file. */
export async function checkConfig(path: string): Promise<ConfigCheck> {
  try {
    const config = parseAs(agentConfigSchema, JSON.parse(await readFile(path, "utf8")));
    return { config, finding: describe(config) };
  } catch (cause) {
    const why = messageOf(cause);
    return { finding: problem(`${path} cannot be used: ${why}; correct the agent's configuration`) };
  }
}

function describe({ model = DEFAULT_MODEL, tools, network }: AgentConfig): Finding {
  const allowed = tools.length === 0 ? "none" : tools.join(", ");
  return fact(`config: model ${model}, network ${network}, tools ${allowed}`);
}
