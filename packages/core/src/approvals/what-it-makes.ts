import { agentConfigSchema, agentPort, DEFAULT_MODEL, type ApprovalView } from "@hyperhive/wire";
import type { LifecycleParts } from "../lifecycle/lifecycle-parts.ts";
import { isUnderWay, type Approval } from "./approval.ts";
import type { ApprovalNeighbours } from "./approval-view.ts";

/** Which agent approving makes, and for a spawn what its cage begins with; nothing while the agent is there already. */
export function whatItMakes(
  agents: Pick<LifecycleParts, "config" | "records" | "roster" | "runtime">,
  approval: Approval,
): Pick<ApprovalNeighbours, "makes" | "startsWith"> {
  const { agent, kind } = approval;
  if (kind === "init_config" || !isUnderWay(approval) || agents.roster.has(agent)) return {};
  const makes = agents.records.isRetired(agent) ? "back" : "new";
  return kind === "spawn" ? { makes, startsWith: startOf(agents, approval, makes) } : { makes };
}

// One that comes back has a configuration of its own, which is shown as its diff.
function startOf(
  { config, runtime }: Pick<LifecycleParts, "config" | "runtime">,
  { agent }: Approval,
  makes: NonNullable<ApprovalView["makes"]>,
): readonly string[] {
  const { model = DEFAULT_MODEL, network } = agentConfigSchema.parse({});
  const port = config.agentPorts === "hash" ? [`:${agentPort(agent)}`] : [];
  return [runtime.kind, ...(makes === "new" ? [model, `network ${network}`] : []), ...port];
}
