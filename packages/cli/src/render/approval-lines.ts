import type { ApprovalKind, ApprovalStatus, ApprovalView, Risk } from "@hyperhive/wire";
import { indented } from "./indented.ts";
import type { Look } from "./look.ts";
import { madeAgent } from "./made-agent.ts";
import type { Tone } from "./paint.ts";
import { duration, relativeTime } from "./relative-time.ts";
import { table, type Cell } from "./table.ts";

const SHA_LENGTH = 12;
const PENDING_HEAD = ["ID", "AGENT", "KIND", "COMMIT", "RISK", "AGE", "DESCRIPTION"];
const NARROW_WIDTH = 60;
const NOT_WHEN_NARROW: readonly (string | undefined)[] = ["KIND", "COMMIT"];
const MAX_NAMED = 3;

const RISK_TONES: Readonly<Record<Risk["level"], Tone>> = { low: "good", medium: "warn", high: "bad" };

const MARKS: Readonly<Record<ApprovalStatus, { readonly text: string; readonly tone: Tone }>> = {
  pending: { text: "…", tone: "faint" },
  approved: { text: "✓", tone: "good" },
  denied: { text: "✗", tone: "bad" },
  failed: { text: "⚠", tone: "warn" },
  revise: { text: "↻", tone: "note" },
};
// A newer core may know more.
const UNKNOWN_MARK = { text: "?", tone: "faint" } as const;

// What is carried out without a commit is not deployed.
const DONE_STAGES: Readonly<Record<ApprovalKind, string>> = {
  apply_commit: "deployed",
  init_config: "ready",
  spawn: "spawned",
};

/** Approvals that wait, a row each; a narrow terminal shows fewer columns. */
export function pendingLines(approvals: readonly ApprovalView[], look: Look): string[] {
  const isNarrow = look.width !== undefined && look.width < NARROW_WIDTH;
  const shown = <T>(row: readonly T[]) =>
    isNarrow ? row.filter((_, at) => !NOT_WHEN_NARROW.includes(PENDING_HEAD[at])) : row;
  const rows = approvals.map((approval): Cell[] => [
    `#${approval.id}`,
    approval.agent,
    approval.kind,
    shortSha(approval.fetched_sha),
    approval.risk === undefined ? "-" : riskCell(approval.risk),
    duration(look.now - approval.requested_at * 1000),
    [whatFor(approval) || (isNarrow ? approval.kind : "-"), ...relationsOf(approval)].join(" "),
  ]);
  return table({ head: shown(PENDING_HEAD), rows: rows.map(shown) }, look);
}

/** Approvals that were decided, a row each, with the note below it. */
export function decidedLines(approvals: readonly ApprovalView[], look: Look): string[] {
  const rows = approvals.map((approval): Cell[] => [
    Object.hasOwn(MARKS, approval.status) ? MARKS[approval.status] : UNKNOWN_MARK,
    `#${approval.id}`,
    approval.agent,
    approval.kind,
    shortSha(approval.fetched_sha),
    stageWord(approval),
    relativeTime((approval.resolved_at ?? approval.requested_at) * 1000, look.now),
  ]);
  const lines = table({ rows }, look);
  return approvals.flatMap(({ note }, at) => [
    lines[at] ?? "",
    ...(note === undefined ? [] : indented(note, { by: 4 })),
  ]);
}

/** The first signs of a commit's name, as lists show it. */
export function shortSha(sha: string | undefined): string {
  return sha === undefined ? "-" : sha.slice(0, SHA_LENGTH);
}

/** A risk's level in its colour. */
export function riskCell({ level }: Risk): Cell {
  return Object.hasOwn(RISK_TONES, level) ? { text: level, tone: RISK_TONES[level] } : level;
}

function whatFor(approval: ApprovalView): string {
  return [madeAgent(approval), approval.description].filter((part) => part !== undefined).join(": ");
}

function stageWord({ kind, stage }: ApprovalView): string {
  return stage === "deployed" && Object.hasOwn(DONE_STAGES, kind) ? DONE_STAGES[kind] : stage;
}

function relationsOf({ supersedes, superseded_by: newer }: ApprovalView): string[] {
  const older =
    supersedes.length > MAX_NAMED ? `${supersedes.length} older` : supersedes.map((id) => `#${id}`).join(", ");
  return [
    ...(older === "" ? [] : [`(supersedes ${older})`]),
    ...(newer === undefined ? [] : [`(superseded by #${newer})`]),
  ];
}
