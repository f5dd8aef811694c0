import { signal, type ReadonlySignal } from "@preact/signals";
import type { DashboardFrame, MessageHistory } from "@hyperhive/wire";
import { errorText } from "../shell/error-text.ts";
import type { Page } from "../shell/page.ts";
import { reduceFlow, type Flow } from "../store/flow.ts";
import { dataOf, type LiveSection } from "../store/section-signal.ts";

/** How far the rows beyond one end of the held stretch are. */
export type PageLoad = { readonly status: "idle" | "loading" } | { readonly status: "failed"; readonly error: string };

/** Fetches the parts of the flow that are not held. Nothing rejects: a failure stands at its end of the flow. */
export type FlowPages = {
  readonly older: ReadonlySignal<PageLoad>;
  readonly newer: ReadonlySignal<PageLoad>;
  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  /** Holds the page before an id, or the newest, in place of what is held; waits for what is on its way at that end. */
  goTo(before?: number): Promise<void>;
  /** Says whether the reader is at the end of the flow. */
  follow(follows: boolean): void;
};

type Sources = {
  readonly flow: LiveSection<Flow, DashboardFrame>;
  /** Tells of frames until the returned function is called. */
  readonly listen: (listener: (frame: DashboardFrame) => void) => () => void;
};

type Taking = typeof import("../store/flow-page.ts");

/** Rows of a page that the core answers with. */
const PAGE_ROWS = 200;

/** Pages of the flow in `flow`, from the core. */
export function createFlowPages(page: Page, { flow, listen }: Sources): FlowPages {
  const older = signal<PageLoad>({ status: "idle" });
  const newer = signal<PageLoad>({ status: "idle" });
  const held = () => dataOf(flow.section.peek());

  /** Fetches the page before an id and takes it in, then what happened since it was read. How to take it in comes with the first. */
  const take = async (before: number | undefined, into: (how: Taking, data: Flow, answer: MessageHistory) => Flow) => {
    const missed: DashboardFrame[] = [];
    const stop = listen((frame) => missed.push(frame));
    try {
      const how = await import("../store/flow-page.ts");
      const answer = await page.http.history(before === undefined ? {} : { before });
      const since = missed.filter(({ epoch, seq }) => epoch === answer.epoch && seq > answer.seq);
      flow.adjust((data) => since.reduce((taken, frame) => reduceFlow(taken, frame), into(how, data, answer)));
    } finally {
      stop();
    }
  };
  const guarded = async (end: typeof older, work: () => Promise<void>) => {
    if (end.peek().status === "loading") return;
    end.value = { status: "loading" };
    try {
      await work();
      end.value = { status: "idle" };
    } catch (error) {
      page.noteFailure(error);
      end.value = { status: "failed", error: errorText(error) };
    }
  };
  const loadAfter = async (last: number, stride: number): Promise<void> => {
    await take(last + 1 + stride, (how, data, answer) => (lastId(data) === last ? how.withNewer(data, answer) : data));
    const now = held();
    // Ids that were pruned leave gaps wider than a page.
    if (now !== undefined && lastId(now) === last && last + stride < now.newest) await loadAfter(last, stride * 4);
  };
  let underWay = Promise.resolve();
  return {
    older,
    newer,
    loadOlder: async () =>
      await guarded(older, async () => {
        const first = held()?.messages[0]?.id;
        if (first === undefined || held()?.more === false) return;
        await take(first, (how, data, answer) => (data.messages[0]?.id === first ? how.withOlder(data, answer) : data));
      }),
    loadNewer: async () => {
      const data = held();
      if (data === undefined || newer.peek().status === "loading") return;
      underWay = guarded(newer, async () => await loadAfter(lastId(data), PAGE_ROWS));
      await underWay;
    },
    goTo: async (before) => {
      underWay = underWay.then(
        async () =>
          await guarded(newer, async () => await take(before, ({ flowAt }, data, answer) => flowAt(data, answer))),
      );
      await underWay;
    },
    follow: (follows) => flow.adjust((data) => (data.follows === follows ? data : { ...data, follows })),
  };
}

function lastId({ messages, newest }: Flow): number {
  return messages.at(-1)?.id ?? newest;
}
