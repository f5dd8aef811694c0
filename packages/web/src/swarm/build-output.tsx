import type { BuildLine } from "@hyperhive/wire";
import { useLayoutEffect, useRef } from "preact/hooks";
import { FetchedBody } from "../controls/fetched-body.tsx";
import { memo } from "../controls/memo.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { isAtEnd } from "../terminal/tail.ts";
import { lineBlocks } from "./build-lines.ts";
import { useBuildLines } from "./use-build-lines.ts";

type Props = {
  readonly dashboard: Dashboard;
  readonly id: number;
  readonly agent: string;
  readonly lines: readonly BuildLine[] | undefined;
};

/** What a build prints, as it comes. */
export function BuildOutput({ dashboard, id, agent, lines }: Props) {
  const { fetched, again, shown } = useBuildLines(dashboard, { id, lines });
  return (
    <FetchedBody fetched={fetched} what={`the output of build ${id}`} again={again}>
      {() => <OutputPane lines={shown} label={`output of build ${id}, ${agent}`} />}
    </FetchedBody>
  );
}

/** Sticks to its end until the reader scrolls up, and does again when they are back. */
function OutputPane({ lines, label }: { lines: readonly BuildLine[]; label: string }) {
  const box = useRef<HTMLPreElement>(null);
  const read = useRef({ follows: true, top: 0 });
  useLayoutEffect(() => {
    // Once for all that came since the last frame: to ask for the height lays the pane out.
    const frame = requestAnimationFrame(() => {
      if (box.current === null) return;
      box.current.scrollTop = read.current.follows ? box.current.scrollHeight : read.current.top;
    });
    return () => cancelAnimationFrame(frame);
  });
  if (lines.length === 0) return <p class="muted">nothing was printed yet.</p>;
  return (
    <>
      {(lines[0]?.seq ?? 1) > 1 && <p class="muted">earlier lines are left out.</p>}
      <pre
        class="out box"
        ref={box}
        tabIndex={0}
        role="region"
        aria-label={label}
        onScroll={({ currentTarget }) =>
          (read.current = { follows: isAtEnd(currentTarget), top: currentTarget.scrollTop })
        }
      >
        {lineBlocks(lines).map(({ key, text }) => (
          <Block key={key} text={text} />
        ))}
      </pre>
    </>
  );
}

const Block = memo(function Block({ text }: { text: string }) {
  return <span class="lines">{text}</span>;
});
