import type { Build, BuildLine, DashboardEvent } from "@hyperhive/wire";
import { placed } from "./rows.ts";

/** Builds, oldest first, and what those printed that the page has heard. */
export type BuildQueue = {
  readonly builds: readonly Build[];
  readonly lines: Readonly<Record<number, readonly BuildLine[]>>;
};

const MAX_ENDED = 30;

/** How many lines of a build are kept, the newest. */
export const MAX_LINES = 2000;

/** The queue of a snapshot; what its builds printed is asked for build by build. */
export function buildQueueOf(builds: readonly Build[]): BuildQueue {
  return { builds, lines: {} };
}

/** The queue after an event; the same object when it is about something else. */
export function reduceBuildQueue(queue: BuildQueue, event: DashboardEvent): BuildQueue {
  switch (event.kind) {
    case "build_changed":
      return trimmed({ ...queue, builds: placed(queue.builds, event.build) });
    case "build_line":
      return withLines(queue, event.build_id, [event.line]);
    default:
      return queue;
  }
}

/** The queue with lines of a build, each once and in their order, the newest 2,000. */
export function withLines(queue: BuildQueue, build: number, more: readonly BuildLine[]): BuildQueue {
  const known = queue.lines[build] ?? [];
  const last = known.at(-1)?.seq ?? 0;
  const isNext = more.every(({ seq }, at) => seq === last + 1 + at);
  const lines = isNext ? [...known, ...more] : merged(known, more);
  return { ...queue, lines: { ...queue.lines, [build]: lines.slice(-MAX_LINES) } };
}

/** Whether a build waits or runs. */
export function isUnderWay({ state }: Build): boolean {
  return state === "queued" || state === "running";
}

function merged(known: readonly BuildLine[], more: readonly BuildLine[]): readonly BuildLine[] {
  const bySeq = new Map([...known, ...more].map((line) => [line.seq, line]));
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}

function trimmed({ builds, lines }: BuildQueue): BuildQueue {
  const ended = builds.filter((build) => !isUnderWay(build)).slice(0, -MAX_ENDED);
  if (ended.length === 0) return { builds, lines };
  const gone = new Set(ended.map(({ id }) => id));
  return {
    builds: builds.filter(({ id }) => !gone.has(id)),
    lines: Object.fromEntries(Object.entries(lines).filter(([id]) => !gone.has(Number(id)))),
  };
}
