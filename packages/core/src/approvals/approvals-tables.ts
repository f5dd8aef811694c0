import type { ApprovalKind, ApprovalStage } from "@hyperhive/wire";
import type { Generated } from "kysely";

/** One approval, kept for ever. Times are Unix milliseconds. */
export type ApprovalsTable = {
  id: Generated<number>;
  agent: string;
  kind: ApprovalKind;
  commit_ref: string;
  /** The pinned commit, once there is one. */
  sha: string | null;
  description: string | null;
  requested_by: string;
  requested_at: number;
  stage: ApprovalStage;
  /** When the operator decided, or when it failed. */
  resolved_at: number | null;
  note: string | null;
  /** JSON of the risk, judged at submit. */
  risk: string | null;
  /** 1 once the tags of its stage are all in applied; the next core makes up for what is missing. */
  tagged: Generated<number>;
};

/** The tables of this domain. */
export type ApprovalsTables = { approvals: ApprovalsTable };
