import type { Build, BuildState } from "@hyperhive/wire";
import { indented } from "./indented.ts";
import type { Look } from "./look.ts";
import type { Tone } from "./paint.ts";
import { printable } from "./printable.ts";
import { duration } from "./relative-time.ts";
import { table, type Cell } from "./table.ts";

const HEAD = ["ID", "AGENT", "KIND", "FOR", "STATE", "AGE", "TOOK", "NOTE"];
const ENDED: readonly BuildState[] = ["done", "failed", "cancelled"];

const TONES: Readonly<Record<BuildState, Tone>> = {
  queued: "faint",
  running: "note",
  done: "good",
  failed: "bad",
  cancelled: "warn",
};

/** Whether nothing more will come of it. */
export function hasEnded({ state }: Build): boolean {
  return ENDED.includes(state);
}

/** What a build printed, set off from what this command says. */
export function buildLines(lines: readonly { readonly line: string }[]): string[] {
  return lines.flatMap(({ line }) => indented(line));
}

/** How a build stands, with its reason when it came to no good end. */
export function buildStanding(build: Build, { now, paint }: Look): string[] {
  const took = timeTaken(build, now);
  const told = took === undefined ? build.state : `${build.state} ${hasEnded(build) ? "after" : "for"} ${took}`;
  const reason = build.note === undefined ? "" : `: ${printable(build.note).replaceAll("\n", "\n  ")}`;
  return [paint(toneOf(build), `build ${build.id} of ${build.agent} (${build.kind}): ${told}${reason}`)];
}

/** The queue and what has ended, a row each. */
export function buildTable(builds: readonly Build[], look: Look): string[] {
  const rows = builds.map((build): Cell[] => [
    String(build.id),
    build.agent,
    build.kind,
    build.approval_id === undefined ? "-" : `#${build.approval_id}`,
    { text: build.state, tone: toneOf(build) },
    duration(look.now - build.requested_at),
    timeTaken(build, look.now) ?? "-",
    build.note ?? "",
  ]);
  return table({ head: HEAD, rows }, look);
}

function timeTaken({ started_at: from, ended_at: until }: Build, now: number): string | undefined {
  return from === undefined ? undefined : duration((until ?? now) - from);
}

function toneOf({ state }: Build): Tone {
  return Object.hasOwn(TONES, state) ? TONES[state] : "faint";
}
