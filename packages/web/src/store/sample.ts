import type { ContainerView, InboxRow } from "@hyperhive/wire";

/** An idle agent, for tests. */
export function sampleContainer(name: string, change: Partial<ContainerView> = {}): ContainerView {
  return {
    name,
    display_name: name === "manager" ? "hm1nd" : name,
    is_manager: name === "manager",
    running: true,
    failed: false,
    needs_update: false,
    needs_login: false,
    paused: false,
    pending_reminders: 0,
    port: 8202,
    runtime: "bwrap",
    network: "internet",
    connected: true,
    turn_state: "idle",
    turn_state_since: 1_795_269_000,
    active_model: "haiku",
    queued: 0,
    ...change,
  };
}

/** A message that waits, for tests. */
export function sampleMessage(id: number, change: Partial<InboxRow> = {}): InboxRow {
  return {
    id,
    from: "coder",
    to: "tester",
    body: `message ${id}`,
    sent_at: 1_795_269_000_000 + id * 1000,
    chain_id: "c1",
    hops: 0,
    file_refs: [],
    state: "queued",
    attempts: 0,
    ...change,
  };
}
