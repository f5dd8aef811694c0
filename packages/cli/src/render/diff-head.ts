import type { ApprovalDiff } from "@hyperhive/wire";
import { riskCell, shortSha } from "./approval-lines.ts";
import { indented } from "./indented.ts";
import type { Look } from "./look.ts";
import { madeAgent } from "./made-agent.ts";
import { oneLine } from "./printable.ts";
import { relativeTime } from "./relative-time.ts";
import { table, type Cell } from "./table.ts";

const MAX_AUTHOR = 100;

const BASES: Readonly<Record<ApprovalDiff["base"], string>> = {
  running: "what runs",
  approved: "what was approved last",
  previous: "the proposal before it",
  nothing: "nothing: the whole configuration is shown",
};

/** What somebody must know before reading a proposal's diff. */
export function diffHead(answer: ApprovalDiff, look: Look): string[] {
  const { approval, commit, head_sha: head, risk, stat } = answer;
  const asked = `asked by ${approval.requested_by} ${relativeTime(approval.requested_at * 1000, look.now)}`;
  const author = oneLine(commit.author, MAX_AUTHOR);
  const made = madeAgent(approval);
  const rows: Cell[][] = [
    ...(made === undefined ? [] : [["approve", `${made}, which is not in the hive`]]),
    ["commit", `${shortSha(head)} by ${author}, ${relativeTime(commit.at, look.now)}`],
    ["against", againstWhat(answer)],
    ["change", `${stat.files} ${stat.files === 1 ? "file" : "files"}, +${stat.insertions} -${stat.deletions}`],
    ["risk", riskCell(risk)],
  ];
  return [
    look.paint("strong", `#${approval.id} ${approval.kind} for ${approval.agent}, ${approval.stage}, ${asked}`),
    ...table({ rows }, { now: look.now, paint: look.paint }),
    ...risk.reasons.map((reason) => `         - ${oneLine(reason, Infinity)}`),
    "",
    ...indented(commit.message.trimEnd(), { by: 4 }),
  ];
}

function againstWhat({ base, base_sha: sha }: ApprovalDiff): string {
  const name = Object.hasOwn(BASES, base) ? BASES[base] : base;
  return base === "nothing" ? name : `${name}, ${shortSha(sha)}`;
}
