import type { DashboardEvent, MessageHistory, StateSnapshot, StreamPosition } from "@hyperhive/wire";
import type { HttpClient } from "../http/http-client.ts";

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
  container_state_changed: true,
  container_removed: true,
  transient_set: true,
  transient_cleared: true,
};

/** Names of the dashboard's events. */
export const DASHBOARD_KINDS: readonly string[] = Object.keys(KINDS);

/** All that the dashboard shows. `seq` is the older one of the two, so handlers see some frames that a half holds already. */
export type DashboardSnapshot = StreamPosition & {
  readonly state: StateSnapshot;
  readonly history: MessageHistory;
};

/** Fetches both halves of the dashboard. Begins again when the core restarted in between. */
export async function fetchDashboard(client: HttpClient, signal: AbortSignal): Promise<DashboardSnapshot> {
  const state = await client.state({ signal });
  const history = await client.history({ signal });
  if (state.epoch !== history.epoch) return await fetchDashboard(client, signal);
  return { epoch: state.epoch, seq: Math.min(state.seq, history.seq), state, history };
}
