import type { AgentName, DiffBase } from "@hyperhive/wire";
import type { OnDamage } from "../damaged-row.ts";
import { KeyedMutex } from "../keyed-mutex.ts";
import type { Approval } from "./approval.ts";
import type { HiveApprovalsParts } from "./approval-parts.ts";
import { approvalRow } from "./approval-view.ts";
import type { AgentRequest, Approvals, CommitRequest, ResolvedOptions } from "./approvals.ts";
import { closeApprovals } from "./close-approvals.ts";
import { compare } from "./compare.ts";
import { approve, turnDown } from "./decide.ts";
import { requestAgent } from "./request-agent.ts";
import { submitCommit } from "./submit-commit.ts";

/** The approvals of a hive. */
export class HiveApprovals implements Approvals {
  readonly #parts: HiveApprovalsParts;
  /** Requests with one key follow one another, so that the later ones find what became of the first. */
  readonly #submitting = new KeyedMutex();

  constructor(parts: HiveApprovalsParts) {
    this.#parts = parts;
  }

  async requestApplyCommit(by: string, request: CommitRequest) {
    if (request.key === undefined) return await this.#submit(by, request);
    using _held = await this.#submitting.hold(JSON.stringify([by, request.key]));
    return await this.#submit(by, request);
  }

  async requestSpawn(by: string, request: AgentRequest) {
    return await requestAgent(this.#parts, { by, kind: "spawn", request });
  }

  async requestInitConfig(by: string, request: AgentRequest) {
    return await requestAgent(this.#parts, { by, kind: "init_config", request });
  }

  pendingRows() {
    return this.#store.pending().map(approvalRow);
  }

  pending(agent?: AgentName, onDamage?: OnDamage) {
    const pending = this.#store.pending(agent);
    tellDamage(pending, onDamage);
    return pending.map((approval) => this.#parts.view(approval, pending));
  }

  resolved({ limit, agent, onDamage }: ResolvedOptions) {
    const pending = this.#store.pending();
    const resolved = this.#store.resolved(limit, agent);
    tellDamage(resolved, onDamage);
    return resolved.map((approval) => this.#parts.view(approval, pending));
  }

  view(id: number) {
    return this.#parts.view(this.#store.get(id));
  }

  async approve(id: number) {
    await approve(this.#parts, id);
  }

  async deny(id: number, note?: string) {
    await turnDown(this.#parts, { id, stage: "denied", note });
  }

  async revise(id: number, note: string) {
    await turnDown(this.#parts, { id, stage: "revise", note });
  }

  async diff(id: number, base: DiffBase) {
    return await compare(this.#parts, { id, base });
  }

  async closeAllOf(agent: AgentName) {
    await closeApprovals(this.#parts, agent);
  }

  async #submit(by: string, request: CommitRequest) {
    return await submitCommit(this.#parts, { by, request });
  }

  get #store() {
    return this.#parts.approvals;
  }
}

function tellDamage(approvals: readonly Approval[], onDamage: OnDamage | undefined): void {
  for (const { id, damage } of approvals)
    if (damage !== undefined) onDamage?.({ row: `approval ${id}`, error: damage });
}
