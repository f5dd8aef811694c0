import { HiveError, OPERATOR, type ApprovalKind } from "@hyperhive/wire";
import { checkNewName } from "../lifecycle/create-agent.ts";
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
  const { name, key } = request;
  const isSeeded = await parts.agents.repos.isSeeded(name);
  return await parts.broker.commit((mail) => {
    const keyed = { sender: by, verb: `request_${kind}`, key, content: [name] };
    const earlier = parts.keys.find(keyed) as ApprovalReceipt | undefined;
    if (earlier !== undefined) return { ...earlier, duplicate: true };
    checkNewName(parts.agents, name);
    if (kind === "init_config" && isSeeded) throw hasConfig(name);
    const waiting = parts.approvals.open(name).find((other) => other.kind !== "apply_commit");
    if (waiting !== undefined) throw new HiveError("agent_exists", `${name} is asked for already, by #${waiting.id}`);
    // Whoever reads the list may add to it.
    if (by !== OPERATOR) checkRoom(parts.approvals);
    const filed = { agent: name, kind, commitRef: "", requestedBy: by, requestedAt: mail.now } as const;
    const approval = parts.approvals.insert({ ...filed, stage: "pending", tagged: true });
    mail.afterwards(() => parts.changed("approval_added", approval));
    const receipt = { id: approval.id, duplicate: false };
    parts.keys.keep(keyed, receipt, mail.now);
    return receipt;
  });
}

function hasConfig(name: string): HiveError {
  return new HiveError(
    "agent_exists",
    `${name} has a configuration at /agents/${name}/config already; edit it there and call request_apply_commit`,
  );
}
