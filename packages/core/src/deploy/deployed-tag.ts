import type { AgentName } from "@hyperhive/wire";
import type { DeployParts } from "./deploy-parts.ts";

/** The tag that tells that a commit of an agent was deployed, the last when there are several. */
export async function deployedTag(
  { agents: { repos } }: Pick<DeployParts, "agents">,
  agent: AgentName,
  sha: string,
): Promise<string | undefined> {
  return (await repos.tagsOf(agent, sha)).findLast(({ tag }) => tag.startsWith("deployed/"))?.tag;
}
