import type { LooseEnd } from "@hyperhive/wire";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { shortSha } from "../render/approval-lines.ts";
import { lookOf, type Look } from "../render/look.ts";
import { duration, relativeTime } from "../render/relative-time.ts";
import { table, type Cell } from "../render/table.ts";

const HEAD = ["WHAT", "AGE", "WHO", "DETAIL"];

/** Prints everything that still waits on somebody. */
export async function looseEnds(context: Context): Promise<void> {
  const answer = await connectHost(context).call("loose_ends", {});
  const look = lookOf(context.cli);
  context.print(answer, () =>
    answer.loose_ends.length === 0
      ? ["nothing waits on anybody"]
      : table({ head: HEAD, rows: answer.loose_ends.map((end) => rowOf(end, look)) }, look),
  );
}

function rowOf(end: LooseEnd, { now }: Look): Cell[] {
  return [`${end.kind} #${end.id}`, duration(end.age_seconds * 1000), whoOf(end), detailOf(end, now)];
}

function whoOf(end: LooseEnd): string {
  switch (end.kind) {
    case "approval":
      return `${end.agent} → operator`;
    case "question":
      return `${end.asker} → ${end.target}`;
    case "reminder":
      return end.owner;
  }
}

function detailOf(end: LooseEnd, now: number): string {
  switch (end.kind) {
    case "approval":
      return approvalDetail(end);
    case "question":
      return `${endsIn(end.deadline_at, now)}${end.question}`;
    case "reminder":
      return end.failed_at === undefined
        ? `(due ${relativeTime(end.due_at, now)}) ${end.message}`
        : `(gave up ${relativeTime(end.failed_at, now)}: ${end.failure ?? "no reason known"}) ${end.message}`;
  }
}

function approvalDetail(end: Extract<LooseEnd, { kind: "approval" }>): string {
  const sha = end.fetched_sha === undefined ? [] : [shortSha(end.fetched_sha)];
  const risk = end.risk === undefined ? [] : [`(risk ${end.risk.level})`];
  return [end.approval_kind, ...sha, ...risk, end.description ?? ""].join(" ").trim();
}

function endsIn(deadline: number | undefined, now: number): string {
  return deadline === undefined ? "" : `(ends ${relativeTime(Math.max(deadline, now), now)}) `;
}
