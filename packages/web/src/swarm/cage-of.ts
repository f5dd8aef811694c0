import { cageName, type AgentName, type ContainerView } from "@hyperhive/wire";

/** Name of an agent's cage; the core tells of agents with valid names only. */
export function cageOf({ name }: Pick<ContainerView, "name">): string {
  return cageName(name as AgentName);
}
