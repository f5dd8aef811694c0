import { existsSync } from "node:fs";
import type { AgentConfigInput, AgentName } from "@hyperhive/wire";
import { AGENT_YAML } from "../agent-config/config-problem.ts";
import { renderAgentYaml } from "../agent-config/render-agent-yaml.ts";
import { readAgentJson } from "../agents/agent-json.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { checkProposedFolder } from "../agents/proposed-folder.ts";
import { managerUid } from "./host-accounts.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";

type Seeding = Pick<LifecycleParts, "config" | "roster" | "repos">;

/** Gives an agent what it lacks of its two config repos: the applied one from the given configuration, else from an `agent.json` of earlier times, else with the defaults; the proposed one as a copy of that. Says the sha of what is deployed. */
export async function seedAgent(parts: Seeding, name: AgentName, config?: AgentConfigInput): Promise<string> {
  const given = config ?? (await earlierConfig(parts, name)) ?? {};
  const owner = managerUid(parts);
  const files = { [AGENT_YAML]: renderAgentYaml(given) };
  try {
    return await parts.repos.seed(name, files, owner === undefined ? {} : { owner });
  } catch (thrown) {
    // Something that is no folder may stand there; then that is the reason.
    checkProposedFolder(parts.config, name);
    throw thrown;
  }
}

/** What an `agent.json` of earlier times says; undefined when there is none that can be read. */
export async function earlierConfig(
  { config }: Pick<LifecycleParts, "config">,
  name: AgentName,
): Promise<AgentConfigInput | undefined> {
  const { agentJson } = agentPaths(config, name);
  if (!existsSync(agentJson)) return undefined;
  const reading = await readAgentJson(agentJson);
  // One that cannot be read stays where it is, and the agent says what is wrong with it.
  return reading.ok ? reading.config : undefined;
}
