import type { ApprovalView } from "@hyperhive/wire";
import type { Broker } from "../broker/broker.ts";
import type { BuildQueue } from "../builds/build-queue.ts";
import type { LifecycleParts } from "../lifecycle/lifecycle-parts.ts";
import type { RequestKeys } from "../request-keys/request-keys.ts";
import type { Approval } from "./approval.ts";
import type { ApprovalStep } from "./approval-step.ts";
import type { ApprovalStore } from "./approval-store.ts";

/** What an approval is moved on, tagged and told with, whoever moves it. */
export type ApprovalParts = {
  readonly agents: LifecycleParts;
  readonly approvals: ApprovalStore;
  readonly broker: Pick<Broker, "commit">;
  /** Tells that an approval was added, has got on, or has ended. */
  readonly changed: (kind: ApprovalChange, approval: Approval) => void;
  /** An approval as others are told of it; `pending` spares a look for those who have it. */
  readonly view: (approval: Approval, pending?: readonly Approval[]) => ApprovalView;
  /** Called at each step, once it is on disk; for tests that kill the core there. */
  readonly onStep: (step: ApprovalStep) => void;
};

/** What the approvals of a hive are made from. */
export type HiveApprovalsParts = ApprovalParts & { readonly keys: RequestKeys; readonly queue: BuildQueue };

/** What dashboards are told of an approval. */
export type ApprovalChange = "approval_added" | "approval_changed" | "approval_resolved";
