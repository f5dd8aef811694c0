import type { DashboardEvent } from "@hyperhive/wire";

/** Where the dashboard's events stream. */
export const DASHBOARD_STREAM = "/dashboard/stream";

const KINDS: Readonly<Record<DashboardEvent["kind"], true>> = {
  sent: true,
  delivered: true,
  acked: true,
  requeued: true,
  dead: true,
  parked: true,
  released: true,
  dismissed: true,
  container_state_changed: true,
  container_removed: true,
  transient_set: true,
  transient_cleared: true,
  question_added: true,
  question_resolved: true,
  approval_added: true,
  approval_changed: true,
  approval_resolved: true,
  build_changed: true,
  build_line: true,
  tombstone_changed: true,
  tombstone_removed: true,
  meta_inputs_changed: true,
  cost_changed: true,
};

/** Names of the dashboard's events. */
export const DASHBOARD_KINDS: readonly string[] = Object.keys(KINDS);
