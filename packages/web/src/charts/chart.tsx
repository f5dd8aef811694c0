import { useSignal } from "@preact/signals";
import type { StatPoint } from "@hyperhive/wire";
import { bars, indexAt, levelArea, levelLine, PLOT, scaleTop } from "./plot-shape.ts";
import { chartWords, headline, type Series } from "./series.ts";

type Props = {
  readonly series: Series;
  readonly points: readonly StatPoint[];
  readonly range: string;
  /** Names the time of a point. */
  readonly when: (at: number) => string;
};

/** One chart: its title and number, the scale at the right end of the top line, times below. Under the pointer it tells the value there. */
export function Chart({ series, points, range, when }: Props) {
  const { title, tone, short } = series;
  const under = useSignal<number | undefined>(undefined);
  const point = under.value === undefined ? undefined : points[under.value];
  const top = scaleTop(points);
  return (
    <figure class={`card chart ${tone}`}>
      <figcaption>
        <span>{title}</span>
        {point === undefined ? (
          <b class="nums">{headline(series, points)}</b>
        ) : (
          <span class="nums" aria-hidden="true">
            {when(point.at)} <b>{short(point.value)}</b>
          </span>
        )}
      </figcaption>
      <div
        class="yl"
        onPointerMove={({ currentTarget, offsetX }) =>
          (under.value = indexAt(offsetX / currentTarget.clientWidth, points.length))
        }
        onPointerLeave={() => (under.value = undefined)}
      >
        <span aria-hidden="true">{short(top)}</span>
        <svg
          class="plot"
          viewBox={`0 0 ${PLOT.width} ${PLOT.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={chartWords(series, points, { when, range })}
        >
          <path class="grid" d={`M0 2H${PLOT.width}M0 ${PLOT.height / 2}H${PLOT.width}M0 71.5H${PLOT.width}`} />
          {series.kind === "count" ? (
            <path class="bars" d={bars(points, top)} />
          ) : (
            <>
              <path class="area" d={levelArea(points, top)} />
              <path class="ln" d={levelLine(points, top)} />
            </>
          )}
        </svg>
      </div>
      <TimeAxis points={points} when={when} />
    </figure>
  );
}

function TimeAxis({ points, when }: Pick<Props, "points" | "when">) {
  const [first, middle] = [points[0], points[Math.floor(points.length / 2)]];
  return (
    <p class="xl" aria-hidden="true">
      <span>{first !== undefined && when(first.at)}</span>
      <span>{middle !== undefined && when(middle.at)}</span>
      <span>now</span>
    </p>
  );
}
