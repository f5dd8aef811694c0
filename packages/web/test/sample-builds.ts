import type { BuildLine, MetaInput, Tombstone } from "@hyperhive/wire";
import type { HiveState } from "../src/store/hive-state.ts";
import { sampleBuild } from "../src/store/sample.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** A queue with one build that runs, one that waits, and three that have ended. */
export function sampleQueue(now: number): HiveState["builds"] {
  const ended = { requested_at: now - 90 * MINUTE, started_at: now - 89 * MINUTE, ended_at: now - 88 * MINUTE };
  return {
    builds: [
      sampleBuild(9, { ...ended, agent: "gardener", state: "done" }),
      sampleBuild(10, {
        ...ended,
        agent: "scout",
        kind: "apply_commit",
        approval_id: 84,
        state: "cancelled",
        note: "cancelled by the operator",
      }),
      sampleBuild(11, {
        ...ended,
        agent: "scribe",
        kind: "apply_commit",
        approval_id: 85,
        state: "failed",
        note: "the trial cage did not answer within 60 s",
      }),
      sampleBuild(12, {
        agent: "scribe",
        kind: "apply_commit",
        approval_id: 86,
        state: "running",
        requested_at: now - 2 * MINUTE,
        started_at: now - MINUTE,
      }),
      sampleBuild(13, { agent: "gardener", requested_at: now - MINUTE }),
    ],
    lines: {},
  };
}

/** Lines that a build printed, numbered from the given one. */
export function sampleLines(count: number, from = 1): BuildLine[] {
  return Array.from({ length: count }, (_, at) => ({
    seq: from + at,
    at: 0,
    line: `layer ${from + at}: unpacking pandoc-data (2.17.${from + at})`,
  }));
}

/** What two destroyed agents left. */
export function sampleTombstones(now: number): Tombstone[] {
  return [
    { name: "bard", size: 42_991_616, last_modified: now - 12 * DAY, has_credentials: true },
    { name: "oracle", last_modified: now - 90 * DAY, has_credentials: false },
  ];
}

/** A lock with the hive and two agents. */
export function sampleInputs(now: number): MetaInput[] {
  return [
    {
      name: "hyperhive",
      rev: "b7e10c94d2fa",
      last_modified: now - 2 * DAY,
      url: "git+https://forge.lab/hive/hyperhive",
    },
    { name: "agent-coder", rev: "3b8e6f0c19d4", last_modified: now - DAY },
    { name: "agent-scout", rev: "5ae2d8c60b17", last_modified: now - 4 * DAY },
  ];
}
