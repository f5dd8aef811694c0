import { BROADCAST, identityOf, type ContainerView } from "@hyperhive/wire";
import { agentState } from "../state-badge/agent-state.ts";
import type { Choice } from "../terminal/completion.ts";

/** A draft, read: whom it goes to and what it says. */
export type Addressed =
  | { readonly kind: "message"; readonly to: string; readonly body: string }
  /** `@name` alone: only changes the recipient. */
  | { readonly kind: "recipient"; readonly to: string }
  | { readonly kind: "unknown"; readonly name: string };

/** Reads `@name body`, split at the first whitespace; anything else goes to the sticky recipient. `@hm1nd` is the manager, `@*` everyone. */
export function addressDraft(draft: string, sticky: string, names: readonly string[]): Addressed {
  const match = /^@(\S+)(?:\s+([^]*))?$/.exec(draft.trim());
  if (match === null) return { kind: "message", to: sticky, body: draft.trim() };
  const typed = match[1] ?? "";
  const to = identityOf(typed);
  if (to !== BROADCAST && !names.includes(to)) return { kind: "unknown", name: typed };
  const body = match[2]?.trim() ?? "";
  return body === "" ? { kind: "recipient", to } : { kind: "message", to, body };
}

/** Recipients that begin with what stands after `@` at the start of the draft, with what each is doing. */
export function recipientChoices(draft: string, containers: readonly ContainerView[]): readonly Choice[] {
  const match = /^@([a-z0-9*-]*)$/.exec(draft);
  const begun = match?.[1];
  if (begun === undefined) return [];
  const agents = containers.map((container) => ({ name: container.name, hint: agentState(container).word }));
  return [...agents, { name: BROADCAST, hint: "everyone" }]
    .filter(({ name }) => name.startsWith(begun))
    .map(({ name, hint }) => ({ text: `@${name} `, label: `@${name}`, hint }));
}
