import { NOW } from "./terminal.ts";

/** The time of every test in Unix seconds, as approvals have it. */
export const NOW_SECONDS = NOW / 1000;

/** A proposal that waits, as the core answers it. */
export function approval(given: object = {}) {
  return {
    id: 12,
    agent: "coder",
    kind: "apply_commit",
    commit_ref: "main",
    fetched_sha: "0123456789abcdef0123456789abcdef01234567",
    requested_at: NOW_SECONDS - 300,
    status: "pending",
    stage: "pending",
    requested_by: "manager",
    description: "add the browser",
    risk: { level: "high", reasons: ["reaches the host's network"] },
    supersedes: [],
    ...given,
  };
}

/** A build that runs, as the core answers it. */
export function build(given: object = {}) {
  return {
    id: 7,
    agent: "coder",
    kind: "apply_commit",
    approval_id: 12,
    state: "running",
    requested_by: "operator",
    requested_at: NOW - 60_000,
    started_at: NOW - 30_000,
    ...given,
  };
}

/** The same after its end. */
export function endedBuild(state: string, given: object = {}) {
  return build({ state, ended_at: NOW - 18_000, ...given });
}

/** Lines that a build printed. */
export function lines(...texts: string[]) {
  return texts.map((line, at) => ({ seq: at + 1, at: NOW, line }));
}

/** A question that waits for the operator, as the core answers it. */
export function question(given: object = {}) {
  return {
    id: 3,
    asker: "coder",
    target: "operator",
    question: "Which database?",
    options: ["sqlite", "postgres"],
    multi: false,
    asked_at: NOW - 300_000,
    state: "open",
    ...given,
  };
}

/** Text that wants to drive a terminal, and to pass for a line of ours. */
export const HOSTILE = "\u001b[2J\u001b]0;owned\u0007hi\u202e\r\n#1 coder approved";

/** What no output may hold. */
export const DRIVES_TERMINAL = /[^\P{Cc}\n\t]|\u202e/u;
