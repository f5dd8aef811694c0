import { riskSchema, type AgentName, type ApprovalKind, type ApprovalStage, type Risk } from "@hyperhive/wire";
import type { Selectable } from "kysely";
import type { ApprovalsTable } from "./approvals-tables.ts";

/** One approval as the core works with it. Times are Unix milliseconds. */
export type Approval = {
  readonly id: number;
  readonly agent: AgentName;
  readonly kind: ApprovalKind;
  readonly commitRef: string;
  readonly sha?: string;
  readonly description?: string;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly stage: ApprovalStage;
  readonly resolvedAt?: number;
  readonly note?: string;
  readonly risk?: Risk;
  /** What of its row could not be read. */
  readonly damage?: string;
};

/** Reads a stored row. */
export function toApproval(row: Selectable<ApprovalsTable>): Approval {
  return {
    id: row.id,
    agent: row.agent as AgentName,
    kind: row.kind,
    commitRef: row.commit_ref,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    stage: row.stage,
    ...(row.sha !== null && { sha: row.sha }),
    ...(row.description !== null && { description: row.description }),
    ...(row.resolved_at !== null && { resolvedAt: row.resolved_at }),
    ...(row.note !== null && { note: row.note }),
    ...(row.risk !== null && readRisk(row.risk)),
  };
}

// A row that cannot be read whole is shown, and never as harmless.
function readRisk(text: string): Pick<Approval, "risk" | "damage"> {
  try {
    return { risk: riskSchema.parse(JSON.parse(text)) };
  } catch {
    const risk: Risk = { level: "high", reasons: ["what was judged at submit cannot be read any more"] };
    return { risk, damage: "its risk is damaged in the database" };
  }
}

/** Whether a proposal may still be deployed: until it is, or is known never to be. */
export function isUnderWay({ stage }: Pick<Approval, "stage">): boolean {
  return UNDER_WAY.includes(stage);
}

const UNDER_WAY: readonly ApprovalStage[] = ["pending", "approved", "building", "deploying"];

/** The pinned commit of a proposal. Throws when there is none, which is a bug. */
export function shaOf({ id, sha }: Approval): string {
  if (sha === undefined) throw new Error(`approval ${id} has no commit`);
  return sha;
}
