import { isReservedName, nameProblem, type ApprovalView } from "@hyperhive/wire";

/** Who has a name already: agents, and requests for agents that wait. */
export type TakenNames = {
  readonly agents: readonly { readonly name: string }[];
  readonly pending: readonly ApprovalView[];
};

/** Why a new agent cannot have this name, as far as the page knows; undefined when nothing speaks against it. */
export function newNameProblem(name: string, { agents, pending }: TakenNames): string | undefined {
  const shape = nameProblem(name);
  if (shape !== undefined) return shape;
  if (isReservedName(name)) return `${name} already means somebody; choose another name`;
  if (agents.some((agent) => agent.name === name)) return `the hive already has an agent called ${name}`;
  const asked = pending.find(({ agent, kind }) => agent === name && kind !== "apply_commit");
  return asked === undefined ? undefined : `${name} is asked for already, by #${asked.id}`;
}
