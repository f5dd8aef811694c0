import type { HiveStats } from "@hyperhive/wire";
import { FetchedBody } from "../controls/fetched-body.tsx";
import { Fold } from "../controls/fold.tsx";
import { RefreshButton } from "../controls/refresh-button.tsx";
import { Segments } from "../controls/segments.tsx";
import { storedChoice } from "../controls/stored-choice.ts";
import { useFetched } from "../controls/use-fetched.ts";
import { timeName } from "../format/clock-time.ts";
import { usePage } from "../shell/page.ts";
import { Chart } from "./chart.tsx";
import { SERIES } from "./series.ts";
import { StatsTable } from "./stats-table.tsx";

const RANGES = [
  { value: "24", text: "24 h", words: "the last 24 hours" },
  { value: "168", text: "7 d", words: "the last 7 days" },
  { value: "720", text: "30 d", words: "the last 30 days" },
] as const;

const chosen = storedChoice("hive:stats-hours", ["24", "168", "720"]);

/** The hive over time: read when it is opened, and when it is asked for again. Until another time has come the charts say which one they show. */
export function HiveCharts() {
  const { http } = usePage();
  const hours = chosen.value.value;
  const { fetched, again } = useFetched(
    async (signal) => ({ hours, stats: await http.hiveStats(Number(hours), { signal }) }),
    hours,
  );
  const what = "the charts";
  return (
    <div class="hive-charts" aria-busy={fetched.value.busy}>
      <p class="sbar">
        <Segments label="time" options={RANGES} value={hours} choose={chosen.choose} />
        <RefreshButton what={what} busy={fetched.value.busy} again={again} />
      </p>
      <FetchedBody fetched={fetched.value} what={what} again={again}>
        {(of) => <Charts stats={of.stats} range={RANGES.find(({ value }) => value === of.hours)?.words ?? ""} />}
      </FetchedBody>
    </div>
  );
}

function Charts({ stats, range }: { stats: HiveStats; range: string }) {
  const when = timeName(stats.step_ms * stats.messages.length);
  return (
    <>
      <div class="charts">
        {SERIES.map((series) => (
          <Chart key={series.key} series={series} points={stats[series.key]} range={range} when={when} />
        ))}
      </div>
      <Fold keep="stats-table" summaryClass="fold leaf" summary="↳ as numbers">
        {() => <StatsTable stats={stats} range={range} when={when} />}
      </Fold>
    </>
  );
}
