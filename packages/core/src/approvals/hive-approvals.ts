import { HiveError, type AgentName, type DiffBase } from "@hyperhive/wire";
import type { BuildQueue } from "../builds/build-queue.ts";
import type { DeployParts } from "../deploy/deploy-parts.ts";
import { KeyedMutex } from "../keyed-mutex.ts";
import type { RequestKeys } from "../request-keys/request-keys.ts";
import type { Approval } from "./approval.ts";
import { approvalRow } from "./approval-view.ts";
import type { AgentRequest, Approvals, CommitRequest, ResolvedOptions } from "./approvals.ts";
import { closeApprovals } from "./close-approvals.ts";
import { compare } from "./compare.ts";
import { approve, turnDown } from "./decide.ts";
import { requestAgent } from "./request-agent.ts";
import { submitCommit } from "./submit-commit.ts";

/** What the approvals of a hive are made from. */
export type HiveApprovalsParts = {
  readonly deploy: DeployParts;
  readonly keys: RequestKeys;
  readonly queue: BuildQueue;
};

/** The approvals of a hive. */
export class HiveApprovals implements Approvals {
  readonly #given: HiveApprovalsParts;
  /** Submissions with one key follow one another, so that the later ones find what became of the first. */
  readonly #submitting = new KeyedMutex();

  constructor(given: HiveApprovalsParts) {
    this.#given = given;
  }

  async requestApplyCommit(by: string, request: CommitRequest) {
    if (request.key === undefined) return await this.#submit(by, request);
    using _held = await this.#submitting.hold(JSON.stringify([by, request.key]));
    return await this.#submit(by, request);
  }

  async requestSpawn(by: string, request: AgentRequest) {
    return await requestAgent(this.#given.deploy, this.#given.keys, { by, kind: "spawn", request });
  }

  async requestInitConfig(by: string, request: AgentRequest) {
    return await requestAgent(this.#given.deploy, this.#given.keys, { by, kind: "init_config", request });
  }

  pendingRows() {
    return this.#store.pending().map(approvalRow);
  }

  pending() {
    return this.#views(this.#store.pending());
  }

  resolved({ limit, agent }: ResolvedOptions) {
    return this.#views(this.#store.resolved(limit, agent));
  }

  view(id: number) {
    const approval = this.#store.find(id);
    if (approval === undefined) throw new HiveError("not_found", `there is no approval #${id}`);
    return this.#given.deploy.view(approval);
  }

  async approve(id: number) {
    await approve(this.#given.deploy, this.#given.queue, id);
  }

  async deny(id: number, note?: string) {
    await turnDown(this.#given.deploy, { id, stage: "denied", note });
  }

  async revise(id: number, note: string) {
    await turnDown(this.#given.deploy, { id, stage: "revise", note });
  }

  async diff(id: number, base: DiffBase) {
    return await compare(this.#given.deploy, { id, base });
  }

  async closeAllOf(agent: AgentName) {
    await closeApprovals(this.#given.deploy, agent);
  }

  #views(approvals: readonly Approval[]) {
    const pending = this.#store.pending();
    return approvals.map((approval) => this.#given.deploy.view(approval, pending));
  }

  async #submit(by: string, request: CommitRequest) {
    return await submitCommit(this.#given.deploy, this.#given.keys, { by, request });
  }

  get #store() {
    return this.#given.deploy.approvals;
  }
}
