import { useEffect, useRef } from "preact/hooks";
import type { BuildLine } from "@hyperhive/wire";
import { useFetched, type Fetched } from "../controls/use-fetched.ts";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { usePage } from "../shell/page.ts";
import { lacksStart } from "./build-lines.ts";

/** Fetches what a build printed so far, and again when the page had to load afresh; new lines come by themselves. `shown` is what there is, and what there was while it is fetched again. */
export function useBuildLines(
  { addBuildLines }: Dashboard,
  { id, lines }: { readonly id: number; readonly lines: readonly BuildLine[] | undefined },
): { readonly fetched: Fetched<number>; readonly shown: readonly BuildLine[]; again(): void } {
  const { http } = usePage();
  const { fetched, again } = useFetched(async (signal) => {
    const output = await http.build(id, { signal });
    addBuildLines(id, output.lines);
    return output.lines[0]?.seq ?? 1;
  }, String(id));
  const { data: first, error, busy } = fetched.value;
  const isWhole = first !== undefined && !lacksStart(lines, first);
  const held = useRef<readonly BuildLine[]>([]);
  if (isWhole && lines !== undefined) held.current = lines;
  const mustAsk = first !== undefined && !isWhole && !busy && error === undefined;
  useEffect(() => {
    if (mustAsk) again();
  }, [mustAsk]);
  return { fetched: fetched.value, shown: held.current, again };
}
