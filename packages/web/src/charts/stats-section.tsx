import { Fold } from "../controls/fold.tsx";
import { GlyphLabel } from "../controls/heading.tsx";
import { lazy } from "../controls/lazy.tsx";

const HiveCharts = lazy(async () => (await import("./hive-charts.tsx")).HiveCharts);

/** The hive over time, folded until somebody wants to know. */
export function StatsSection() {
  return (
    <Fold
      class="sec"
      summaryClass="head"
      id="stats"
      keep="stats"
      summary={
        <h3 aria-label="stats">
          <GlyphLabel text="ST4TS" />
        </h3>
      }
    >
      {() => <HiveCharts />}
    </Fold>
  );
}
