import type { ApprovalParts } from "../approvals/approval-parts.ts";
import type { BuildStore } from "../builds/build-store.ts";
import type { Lifecycle } from "../lifecycle/lifecycle.ts";

/** What carries out what the operator approved. */
export type DeployParts = ApprovalParts & { readonly lifecycle: Lifecycle; readonly builds: BuildStore };
