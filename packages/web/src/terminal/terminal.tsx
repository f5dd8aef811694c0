import { useSignal, type Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Leet } from "../controls/leet.tsx";
import { toNodes } from "../markdown/load-markdown.ts";
import { useHeldEnd } from "./held-end.ts";
import { useKeptPlace } from "./kept-place.ts";
import { isAtEnd, reduceTail, unseen, type Tail } from "./tail.ts";

type Props = {
  readonly id?: string;
  readonly label: string;
  /** How many rows there are; the pane follows its end when this grows. */
  readonly rows: number;
  readonly children: ComponentChildren;
  /** What stands under the view: the prompt. */
  readonly foot?: ComponentChildren;
  /** For a pane that draws only a part of its rows. */
  readonly part?: Part;
  /** Whether a screen reader stays quiet about rows that come; it reads them when it is in the pane. */
  readonly isQuiet?: boolean;
};

/** What a pane that draws only a part of its rows asks of its owner. */
export type Part = {
  /** Whether the newest row is drawn. */
  readonly hasNewest: boolean;
  /** Draws the newest rows; resolves with whether they are there. */
  readonly toNewest: () => Promise<boolean>;
  /** The reader comes near the first or the last row that is drawn, away from the end of all. */
  readonly onNear: (edge: "top" | "bottom") => void;
  readonly tail: Signal<Tail>;
};

/** How near to an edge, in heights of the pane, more rows are asked for: far enough that a fast reader does not meet it. */
const NEAR_EDGE = 4;

/** The pane of the message flow and of the live view: it sticks to its end while the reader is there, else a pill counts what is new and the rows in sight keep their place. */
export function Terminal({ id, label, rows, children, foot, part, isQuiet = false }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const ownTail = useSignal<Tail>({ following: true, seen: rows });
  const tail = part?.tail ?? ownTail;
  const lastTop = useRef(0);
  const toEnd = () => {
    if (pane.current === null) return;
    pane.current.scrollTo({ top: pane.current.scrollHeight });
    lastTop.current = pane.current.scrollTop;
  };
  const follow = () => {
    if (tail.peek().following) toEnd();
  };
  const { isHeld, hold, letGo } = useHeldEnd();
  const keepPlace = useKeptPlace(pane, !tail.value.following);
  const look = () => {
    if (pane.current === null) return;
    if (isHeld() && tail.peek().following) return stayAtEnd();
    const atEnd = isAtEnd(pane.current) && part?.hasNewest !== false;
    tail.value = reduceTail(tail.peek(), { kind: "scrolled", atEnd, rows });
    if (!atEnd) askForMore(pane.current, part);
  };
  const onScroll = () => {
    if (pane.current === null) return;
    const wentUp = pane.current.scrollTop < lastTop.current;
    lastTop.current = pane.current.scrollTop;
    // Rows may have grown since the pane was scrolled to its end; only a reader who goes up leaves it.
    if (tail.peek().following && !wentUp && !isAtEnd(pane.current)) toEnd();
    else look();
  };
  const stayAtEnd = () => {
    toEnd();
    hold();
  };
  const jump = async () => {
    // The pill that was pressed goes, and takes the focus along.
    pane.current?.focus();
    // What has failed is told at the end of the rows.
    if (part?.hasNewest === false && !(await part.toNewest())) return requestAnimationFrame(toEnd);
    tail.value = { following: true, seen: rows };
    stayAtEnd();
  };
  // A fold that the reader opened may take the end out of sight without a scroll.
  const lookAfterFold = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest("summary, button") !== null) requestAnimationFrame(look);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "End" || event.target !== event.currentTarget) return letGo();
    event.preventDefault();
    void jump();
  };
  useLayoutEffect(() => {
    tail.value = reduceTail(tail.peek(), { kind: "grown", rows });
    if (tail.peek().following) return toEnd();
    keepPlace();
    // A few rows at a time, until the reader has enough of them around.
    if (part !== undefined) requestAnimationFrame(look);
  });
  useFollowResize(pane, follow);
  const { following } = tail.value;
  const fresh = unseen(tail.value, rows);
  return (
    <div class="terminal-wrap" id={id}>
      <div class="view">
        <div
          class="live"
          ref={pane}
          tabIndex={0}
          role="log"
          aria-label={label}
          // Old rows that come into sight are not news.
          aria-live={following && !isQuiet ? "polite" : "off"}
          data-follows={following}
          onScroll={onScroll}
          onClick={lookAfterFold}
          onKeyDown={onKeyDown}
          onWheel={letGo}
          onPointerDown={letGo}
        >
          {children}
        </div>
        {!following && (fresh > 0 || part?.hasNewest === false) && (
          <button class="tail-pill" type="button" onClick={() => void jump()}>
            <Leet
              text={fresh > 0 ? `↓ ${fresh.toLocaleString("en-GB")} new` : "↓ newest"}
              plain={fresh > 0 ? `${fresh} new rows, jump to the end` : "jump to the newest rows"}
            />
          </button>
        )}
      </div>
      {foot}
    </div>
  );
}

function askForMore(pane: HTMLElement, part: Part | undefined): void {
  const near = pane.clientHeight * NEAR_EDGE;
  if (pane.scrollTop < near) part?.onNear("top");
  else if (pane.scrollHeight - pane.scrollTop - pane.clientHeight < near) part?.onNear("bottom");
}

/** A pane that follows its end still does after its size changed, or that of its rows as their markdown could be read. */
function useFollowResize(pane: { current: HTMLDivElement | null }, follow: () => void): void {
  useEffect(() => {
    const observer = new ResizeObserver(follow);
    if (pane.current !== null) observer.observe(pane.current);
    const unsubscribe = toNodes.subscribe(() => requestAnimationFrame(follow));
    return () => {
      observer.disconnect();
      unsubscribe();
    };
  }, []);
}
