import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { InboxRow } from "@hyperhive/wire";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { isBehind, type Flow } from "../store/flow.ts";
import { dataOf } from "../store/section-signal.ts";
import { atNewest, drawnRows, leftOut, movedDown, movedUp, settled, type DrawnRange } from "../terminal/drawn-range.ts";
import type { Tail } from "../terminal/tail.ts";
import type { Part } from "../terminal/terminal.tsx";

/** What of the flow is drawn. */
export type DrawnFlow = {
  readonly rows: readonly InboxRow[];
  /** Whether there is more beyond the first row, and beyond the last. */
  readonly above: boolean;
  readonly below: boolean;
  /** Rows up to this id are no news: they do not move when they are drawn. */
  readonly calmTo: number;
};

/** Which rows of the flow are drawn, and the reader's way through all others. */
export type FlowView = {
  readonly drawn: ReadonlySignal<DrawnFlow>;
  readonly part: ReadonlySignal<Part>;
  /** Draws rows beyond an end, fetched if need be; also after a fetch has failed. */
  reach(edge: "top" | "bottom"): Promise<void>;
  /** Whether the reader is at the end of all. */
  readonly tail: Signal<Tail>;
  /** Draws the rows that are chosen among those held. */
  draw(choose: (rows: Flow["messages"]) => DrawnRange): void;
};

/** The view of the dashboard's flow, at its end at first. */
export function createFlowView({ flow: section, flowPages: pages }: Dashboard): FlowView {
  const tail = signal<Tail>({ following: true, seen: 0 });
  const flowNow = () => dataOf(section.peek());
  let range = atNewest([]);
  // The newest id when the range was moved last.
  const moved = signal({ to: 0 });
  const draw: FlowView["draw"] = (choose) => {
    const flow = flowNow();
    range = choose(flow?.messages ?? []);
    moved.value = { to: flow?.newest ?? 0 };
  };
  const drawn = computed<DrawnFlow>(() => {
    const { to } = moved.value;
    const flow = dataOf(section.value);
    if (flow === undefined) return { rows: [], above: false, below: false, calmTo: 0 };
    range = settled(flow.messages, range, flow.follows);
    const out = leftOut(flow.messages, range);
    return {
      rows: drawnRows(flow.messages, range),
      above: out.above || flow.more,
      below: out.below || isBehind(flow),
      calmTo: Math.max(flow.backfilledTo, to),
    };
  });
  effect(() => pages.follow(tail.value.following));

  const reach: FlowView["reach"] = async (edge) => {
    const flow = flowNow();
    if (flow === undefined) return;
    const out = leftOut(flow.messages, range);
    if (edge === "top") {
      if (!out.above) await pages.loadOlder();
      draw((rows) => movedUp(rows, range));
    } else {
      if (!out.below && isBehind(flow)) await pages.loadNewer();
      draw((rows) => movedDown(rows, range));
    }
  };
  const onNear: Part["onNear"] = (edge) => {
    const { above, below } = drawn.peek();
    const load = (edge === "top" ? pages.older : pages.newer).peek();
    // What has failed is tried again by its button only.
    if (load.status === "idle" && (edge === "top" ? above : below)) void reach(edge);
  };
  const toNewest = async () => {
    const flow = flowNow();
    if (flow !== undefined && isBehind(flow)) await pages.goTo();
    draw(atNewest);
    return !drawn.peek().below;
  };
  return {
    drawn,
    part: computed(() => ({ hasNewest: !drawn.value.below, toNewest, onNear, tail })),
    reach,
    tail,
    draw,
  };
}
