import { liesIn, type AgentMount } from "@hyperhive/wire";
import type { HiveRoots } from "../agents/agent-paths.ts";
import type { FieldProblem } from "./schema-problems.ts";

/** Complains of each mount that would show an agent the hive's own directories, or a part of them. Judges the paths as they are written: links are not followed. */
export function mountProblems(mounts: readonly AgentMount[], roots: HiveRoots): readonly FieldProblem[] {
  return mounts.flatMap(({ source }, index) => {
    const shows = [roots.stateDir, roots.runDir].some((root) => liesIn(source, root) || liesIn(root, source));
    if (!shows) return [];
    const text = `expected a path apart from the hive's own directories; \`${source}\` lies in one or holds one`;
    return [{ path: ["mounts", index, "source"], text }];
  });
}
