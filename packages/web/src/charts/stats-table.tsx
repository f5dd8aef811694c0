import type { HiveStats } from "@hyperhive/wire";
import { SERIES } from "./series.ts";

type Props = { readonly stats: HiveStats; readonly range: string; readonly when: (at: number) => string };

/** The charts as numbers, newest first; steps in which nothing was are left out. */
export function StatsTable({ stats, range, when }: Props) {
  const rows = stats.messages
    .map(({ at }, index) => ({ at, values: SERIES.map(({ key }) => stats[key][index]?.value ?? 0) }))
    .filter(({ values }) => values.some((value) => value !== 0))
    .toReversed();
  if (rows.length === 0) return <p class="none">nothing happened in {range}.</p>;
  return (
    <div class="stats-table" tabIndex={0} role="region" aria-label={`the hive over ${range}, as numbers`}>
      <table>
        <thead>
          <tr>
            <th scope="col">from</th>
            {SERIES.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, values }) => (
            <tr key={at}>
              <th scope="row">{when(at)}</th>
              {SERIES.map(({ key, short }, column) => (
                <td key={key}>{short(values[column] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
