import type { ContainerView, PortConflict } from "@hyperhive/wire";
import { listed } from "../format/listed.ts";
import type { Pending, Swarm } from "../store/swarm.ts";

/** A row of the swarm: an agent, or one that is being made and has no cage yet. */
export type AgentRow =
  | { readonly name: string; readonly container: ContainerView }
  | { readonly name: string; readonly container?: undefined; readonly arriving: Pending };

/** The agents in their order, and among them by name those that are on their way. */
export function agentRows({ containers, pending }: Swarm): readonly AgentRow[] {
  const rows = containers.map((container): AgentRow => ({ name: container.name, container }));
  const known = new Set(rows.map(({ name }) => name));
  const coming = Object.entries(pending).filter(([name]) => !known.has(name));
  return coming.reduce((all, [name, arriving]) => placed(all, { name, arriving }), rows);
}

function placed(rows: readonly AgentRow[], row: AgentRow): AgentRow[] {
  const at = rows.findIndex((other) => other.container?.is_manager !== true && other.name > row.name);
  return rows.toSpliced(at < 0 ? rows.length : at, 0, row);
}

/** Who else claims an agent's port, in words, by the agent's name. */
export function clashes(
  conflicts: readonly PortConflict[],
  shownAs: (name: string) => string,
): ReadonlyMap<string, string> {
  const pairs = conflicts.flatMap(({ agents }) =>
    agents.map((name) => {
      const others = agents.filter((other) => other !== name).map(shownAs);
      return [name, listed(others)] as const;
    }),
  );
  return new Map(pairs);
}
