import type { AgentName, ApprovalDiff, ApprovalRow, ApprovalView, DiffBase, Risk } from "@hyperhive/wire";
import type { OnDamage } from "../damaged-row.ts";

/** A commit that somebody wants an agent to run with. */
export type CommitRequest = {
  readonly agent: AgentName;
  /** 7 to 40 hex digits. */
  readonly commitRef: string;
  readonly description?: string;
  readonly key?: string;
};

/** An agent that somebody wants to exist. */
export type AgentRequest = { readonly name: AgentName; readonly description?: string; readonly key?: string };

/** What a request came to. */
export type ApprovalReceipt = {
  readonly id: number;
  /** True when the same request was made before and nothing new was stored. */
  readonly duplicate: boolean;
};

/** What a proposal came to. */
export type ProposalReceipt = ApprovalReceipt & {
  readonly sha: string;
  readonly risk: Risk;
  /** Older pending proposals of the same agent. */
  readonly supersedes: readonly number[];
};

/** Which decided approvals to list. */
export type ResolvedOptions = { readonly limit: number; readonly agent?: AgentName; readonly onDamage?: OnDamage };

/** What waits for the operator's decision, and what was decided. `by` is who asks. */
export interface Approvals {
  /** Pins a commit and asks for it. What is wrong with it is thrown, and then a failed row tells of it and nothing is pending. Throws `unknown_agent`, `bad_request`, `not_found`, `unsafe_repo`, `invalid_config`, `out_of_date`, `too_many`. */
  requestApplyCommit(by: string, request: CommitRequest): Promise<ProposalReceipt>;
  /** Throws as a spawn would: `reserved_name`, `agent_exists`, `port_taken`; and `too_many`. */
  requestSpawn(by: string, request: AgentRequest): Promise<ApprovalReceipt>;
  requestInitConfig(by: string, request: AgentRequest): Promise<ApprovalReceipt>;
  /** Those that wait, oldest first, as existing clients know them. */
  pendingRows(): readonly ApprovalRow[];
  /** Those that wait, or only those about one agent, oldest first; `onDamage` hears of rows that cannot be read whole. */
  pending(agent?: AgentName, onDamage?: OnDamage): readonly ApprovalView[];
  /** The newest decided ones, newest first. */
  resolved(options: ResolvedOptions): readonly ApprovalView[];
  /** Throws `not_found`. */
  view(id: number): ApprovalView;
  /** Approves and queues the build. Throws `not_found`, `already_decided`. */
  approve(id: number): Promise<void>;
  deny(id: number, note?: string): Promise<void>;
  /** Sends back to be changed what another than the operator asked for. Throws `not_found`, `already_decided`, `bad_request`. */
  revise(id: number, note: string): Promise<void>;
  /** What a proposal changes. Throws `not_found`, and `bad_request` for what is no proposal. */
  diff(id: number, base: DiffBase): Promise<ApprovalDiff>;
  /** Ends what waits for a decision about an agent that is destroyed. */
  closeAllOf(agent: AgentName): Promise<void>;
}
