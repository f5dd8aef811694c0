import type { ApprovalView } from "@hyperhive/wire";
import type { Approval } from "../approvals/approval.ts";
import type { ApprovalStore } from "../approvals/approval-store.ts";
import type { BuildStore } from "../builds/build-store.ts";
import type { Broker } from "../broker/broker.ts";
import type { Lifecycle } from "../lifecycle/lifecycle.ts";
import type { LifecycleParts } from "../lifecycle/lifecycle-parts.ts";
import type { DeployStep } from "./deploy-step.ts";

/** What carries out what the operator approved. */
export type DeployParts = {
  readonly agents: LifecycleParts;
  readonly lifecycle: Lifecycle;
  readonly approvals: ApprovalStore;
  readonly builds: BuildStore;
  readonly broker: Pick<Broker, "commit">;
  /** Tells that an approval was added, has got on, or has ended. */
  readonly changed: (kind: ApprovalChange, approval: Approval) => void;
  /** An approval as others are told of it; `pending` spares a look for those who have it. */
  readonly view: (approval: Approval, pending?: readonly Approval[]) => ApprovalView;
  /** Called at each step, once it is on disk; for tests that kill the core there. */
  readonly onStep: (step: DeployStep) => void;
};

/** What dashboards are told of an approval. */
export type ApprovalChange = "approval_added" | "approval_changed" | "approval_resolved";
