import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { isAtEnd, reduceTail, unseen, type Tail } from "./tail.ts";
import { Leet } from "../controls/leet.tsx";

type Props = {
  readonly id?: string;
  readonly label: string;
  /** How many rows there are; the pane follows its end when this grows. */
  readonly rows: number;
  readonly children: ComponentChildren;
  /** What stands under the view: the prompt. */
  readonly foot?: ComponentChildren;
};

/** The pane of the message flow and of the live view: it sticks to its end while the reader is there, else a pill counts what is new. */
export function Terminal({ id, label, rows, children, foot }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const tail = useSignal<Tail>({ following: true, seen: rows });
  const toEnd = () => pane.current?.scrollTo({ top: pane.current.scrollHeight });
  const look = () => {
    if (pane.current !== null)
      tail.value = reduceTail(tail.peek(), { kind: "scrolled", atEnd: isAtEnd(pane.current), rows });
  };
  // A fold that the reader opened may take the end out of sight without a scroll.
  const lookAfterFold = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest("summary, button") !== null) requestAnimationFrame(look);
  };
  useLayoutEffect(() => {
    tail.value = reduceTail(tail.peek(), { kind: "grown", rows });
    if (tail.peek().following) toEnd();
  }, [rows]);
  useFollowResize(pane, tail, toEnd);
  const fresh = unseen(tail.value, rows);
  return (
    <div class="terminal-wrap" id={id}>
      <div class="view">
        <div class="live" ref={pane} tabIndex={0} role="log" aria-label={label} onScroll={look} onClick={lookAfterFold}>
          {children}
        </div>
        {fresh > 0 && (
          <button class="tail-pill" type="button" onClick={toEnd}>
            <Leet text={`↓ ${fresh} new`} plain={`${fresh} new rows, jump to the end`} />
          </button>
        )}
      </div>
      {foot}
    </div>
  );
}

/** A pane that follows its end still does after its size changed. */
function useFollowResize(pane: { current: HTMLDivElement | null }, tail: { peek(): Tail }, toEnd: () => void): void {
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (tail.peek().following) toEnd();
    });
    if (pane.current !== null) observer.observe(pane.current);
    return () => observer.disconnect();
  }, []);
}
