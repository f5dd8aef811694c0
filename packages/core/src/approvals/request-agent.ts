import { agentConfigSchema, HiveError, OPERATOR, type AgentName, type ApprovalKind, type Risk } from "@hyperhive/wire";
import { assessRisk } from "../agent-config/risk/assess-risk.ts";
import { checkNewName } from "../lifecycle/create-agent.ts";
import { configAt } from "../lifecycle/deployed-config.ts";
import { earlierConfig } from "../lifecycle/seed-agent.ts";
import type { HiveApprovalsParts } from "./approval-parts.ts";
import type { AgentRequest, ApprovalReceipt } from "./approvals.ts";
import { checkRoom } from "./check-room.ts";

/** Who asks for which kind of agent. */
export type Asked = {
  readonly by: string;
  readonly kind: Exclude<ApprovalKind, "apply_commit">;
  readonly request: AgentRequest;
};

/** Files a new agent, or the repo of one to be, for approval. */
export async function requestAgent(parts: HiveApprovalsParts, { by, kind, request }: Asked): Promise<ApprovalReceipt> {
  const { name, description, key } = request;
  const kept = await keptConfig(parts, name);
  const judged = kept ?? (kind === "spawn" ? { risk: await riskOfNew(parts, name) } : undefined);
  return await parts.broker.commit((mail) => {
    const keyed = {
      sender: by,
      verb: `request_${kind}`,
      key,
      content: [name, ...(description === undefined ? [] : [description])],
    };
    const earlier = parts.keys.find(keyed) as ApprovalReceipt | undefined;
    if (earlier !== undefined) return { ...earlier, duplicate: true };
    checkNewName(parts.agents, name);
    if (kind === "init_config" && kept !== undefined) throw hasConfig(name);
    const waiting = parts.approvals.open(name).find((other) => other.kind !== "apply_commit");
    if (waiting !== undefined) throw new HiveError("agent_exists", `${name} is asked for already, by #${waiting.id}`);
    // Whoever reads the list may add to it.
    if (by !== OPERATOR) checkRoom(parts.approvals);
    const filed = { agent: name, kind, commitRef: "", requestedBy: by, requestedAt: mail.now } as const;
    const words = description === undefined ? {} : { description };
    const approval = parts.approvals.insert({ ...filed, ...words, ...judged, stage: "pending", tagged: true });
    mail.afterwards(() => parts.changed("approval_added", approval));
    const receipt = { id: approval.id, duplicate: false };
    parts.keys.keep(keyed, receipt, mail.now);
    return receipt;
  });
}

// An agent of that name comes back with what it left behind, so that is what the operator decides over.
async function keptConfig(
  { agents }: HiveApprovalsParts,
  name: AgentName,
): Promise<{ readonly sha: string; readonly risk: Risk } | undefined> {
  if (!(await agents.repos.isSeeded(name))) return undefined;
  const sha = await agents.repos.main(name);
  return { sha, risk: assessRisk(undefined, await configAt(agents, name, sha), []) };
}

async function riskOfNew({ agents }: HiveApprovalsParts, name: AgentName): Promise<Risk> {
  const config = agentConfigSchema.parse((await earlierConfig(agents, name)) ?? {});
  return assessRisk(undefined, config, []);
}

function hasConfig(name: string): HiveError {
  return new HiveError(
    "agent_exists",
    `${name} has a configuration at /agents/${name}/config already; edit it there and call request_apply_commit`,
  );
}
