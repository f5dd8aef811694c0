import type { ContainerView } from "@hyperhive/wire";
import { agentState, needsLogin } from "../state-badge/agent-state.ts";

/** Agents that the banner names: those that wait for the operator are counted, those in trouble only shown. */
export type WaitingAgents = {
  readonly forOperator: readonly ContainerView[];
  readonly inTrouble: readonly ContainerView[];
};

/** Which agents wait for the operator, and which have crashed. */
export function waitingAgents(containers: readonly ContainerView[]): WaitingAgents {
  return {
    forOperator: containers.filter(needsLogin),
    inTrouble: containers.filter((container) => agentState(container).tone === "bad"),
  };
}

/** One chip of the banner. */
export type CallChip = { readonly text: string; readonly href: string };

/** A chip for one agent by its name; several become one chip with their number. */
export function callChip(
  containers: readonly ContainerView[],
  words: { one: string; many: string },
): CallChip | undefined {
  const [first] = containers;
  if (first === undefined) return undefined;
  const text = containers.length === 1 ? `${first.display_name}${words.one}` : `${containers.length} ${words.many}`;
  return { text, href: `#agent-${first.name}` };
}
