import type { AgentConfig, AgentName } from "@hyperhive/wire";
import { compileAgentConfig } from "../agent-config/compile-agent-config.ts";
import { readAgentJson, writeAgentJson } from "../agents/agent-json.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { folderOwners } from "./host-accounts.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";

/** What a commit of an agent's configuration compiles to. Throws `invalid_config`. */
export async function configAt(parts: LifecycleParts, name: AgentName, sha: string): Promise<AgentConfig> {
  return compileAgentConfig(await parts.repos.files(name, sha), parts.config);
}

/** Makes an agent's `agent.json` that of a commit; its cage takes it at its next start. */
export async function writeConfig(parts: LifecycleParts, name: AgentName, config: AgentConfig): Promise<void> {
  const { agentJson } = agentPaths(parts.config, name);
  await writeAgentJson(agentJson, config, folderOwners(parts, name).agent);
  parts.roster.note(name, { config: await readAgentJson(agentJson) });
}

/** Makes an agent's `agent.json` that of what is deployed. */
export async function writeDeployedConfig(parts: LifecycleParts, name: AgentName): Promise<void> {
  await writeConfig(parts, name, await configAt(parts, name, await parts.repos.main(name)));
}
