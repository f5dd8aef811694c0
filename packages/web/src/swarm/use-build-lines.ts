import { useEffect } from "preact/hooks";
import type { BuildLine } from "@hyperhive/wire";
import { useFetched, type Fetched } from "../controls/use-fetched.ts";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { usePage } from "../shell/page.ts";
import { lacksStart } from "./build-lines.ts";

/** Fetches what a build printed so far, and again when the page had to load afresh; new lines come by themselves. */
export function useBuildLines(
  { addBuildLines }: Dashboard,
  { id, lines }: { readonly id: number; readonly lines: readonly BuildLine[] | undefined },
): { readonly fetched: Fetched<number>; again(): void } {
  const { http } = usePage();
  const { fetched, again } = useFetched(async (signal) => {
    const output = await http.build(id, { signal });
    addBuildLines(id, output.lines);
    return output.lines[0]?.seq ?? 1;
  }, String(id));
  const { data: first, error, busy } = fetched.value;
  const lacks = !busy && error === undefined && first !== undefined && lacksStart(lines, first);
  useEffect(() => {
    if (lacks) again();
  }, [lacks]);
  return { fetched: fetched.value, again };
}
