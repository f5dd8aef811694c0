import type { AgentName } from "@hyperhive/wire";
import type { LifecycleParts } from "./lifecycle-parts.ts";

/** A commit of an agent's configuration and the tag in applied that tells that it was deployed, e.g. `deployed/7`. */
export type DeployedRevision = { readonly sha?: string; readonly tag?: string };

/** What of an agent is deployed, as far as it can be told: it never rejects, since it only adds to what is told. */
export async function deployedRevision(
  parts: Pick<LifecycleParts, "roster" | "repos" | "log">,
  agent: AgentName,
): Promise<DeployedRevision> {
  const sha = parts.roster.has(agent) ? parts.roster.get(agent).deployedSha : undefined;
  if (sha === undefined) return {};
  try {
    const tag = await deployedTag(parts, agent, sha);
    return { sha, ...(tag !== undefined && { tag }) };
  } catch (cause) {
    parts.log.warn({ agent, err: cause }, "the tag of what is deployed could not be read");
    return { sha };
  }
}

/** The tag that tells that a commit of an agent was deployed, the last when there are several. */
export async function deployedTag(
  { repos }: Pick<LifecycleParts, "repos">,
  agent: AgentName,
  sha: string,
): Promise<string | undefined> {
  return (await repos.tagsOf(agent, sha)).findLast(({ tag }) => tag.startsWith("deployed/"))?.tag;
}
