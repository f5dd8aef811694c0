import type { ApprovalView, Build, ContainerView, InboxRow, Question } from "@hyperhive/wire";

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

/** An approval that waits, for tests. */
export function sampleApproval(id: number, change: Partial<ApprovalView> = {}): ApprovalView {
  return {
    id,
    agent: "coder",
    kind: "apply_commit",
    commit_ref: "main",
    fetched_sha: "3f9c2a7d41be0c6e5d1f8a9b7c3e2d4f6a8b0c1d",
    requested_at: 1_795_269_000,
    status: "pending",
    stage: "pending",
    requested_by: "manager",
    supersedes: [],
    ...change,
  };
}

/** An open question to the operator, for tests. */
export function sampleQuestion(id: number, change: Partial<Question> = {}): Question {
  return {
    id,
    asker: "coder",
    target: "operator",
    question: `question ${id}?`,
    options: [],
    multi: false,
    asked_at: 1_795_269_000_000,
    state: "open",
    ...change,
  };
}

/** A build that waits, for tests. */
export function sampleBuild(id: number, change: Partial<Build> = {}): Build {
  return {
    id,
    agent: "coder",
    kind: "rebuild",
    state: "queued",
    requested_by: "operator",
    requested_at: 1_795_269_000_000,
    ...change,
  };
}
