import { BROADCAST, displayName, identityOf, type ContainerView } from "@hyperhive/wire";
import { clockTime } from "../format/clock-time.ts";
import { agentState } from "../state-badge/agent-state.ts";
import type { Choice } from "../terminal/completion.ts";

/** A draft, read: whom it goes to and what it says. */
export type Addressed =
  | { readonly kind: "message"; readonly to: string; readonly body: string }
  /** `@name` alone: only changes the recipient. */
  | { readonly kind: "recipient"; readonly to: string }
  | { readonly kind: "unknown"; readonly name: string }
  /** It would go to the sticky recipient, who has left the hive. */
  | { readonly kind: "gone"; readonly name: string };

/** Reads `@name body`, split at the first whitespace; anything else goes to the sticky recipient. `@hm1nd` is the manager, `@*` everyone. */
export function addressDraft(draft: string, sticky: string, names: readonly string[]): Addressed {
  const match = /^@(\S+)(?:\s+([^]*))?$/.exec(draft.trim());
  const isThere = (name: string) => name === BROADCAST || names.includes(name);
  if (match === null)
    return isThere(sticky) ? { kind: "message", to: sticky, body: draft.trim() } : { kind: "gone", name: sticky };
  const typed = match[1] ?? "";
  const to = identityOf(typed);
  if (!isThere(to)) return { kind: "unknown", name: typed };
  const body = match[2]?.trim() ?? "";
  return body === "" ? { kind: "recipient", to } : { kind: "message", to, body };
}

/** Recipients that begin with what stands after `@` at the start of the draft, with what each is doing. */
export function recipientChoices(draft: string, containers: readonly ContainerView[]): readonly Choice[] {
  const match = /^@([a-z0-9*-]*)$/.exec(draft);
  const begun = match?.[1];
  if (begun === undefined) return [];
  const agents = containers.map((container) => ({ name: container.name, hint: doing(container) }));
  return [...agents, { name: BROADCAST, hint: "everyone" }]
    .filter(({ name }) => name.startsWith(begun) || displayName(name).startsWith(begun))
    .map(({ name, hint }) => ({ text: `@${name} `, label: `@${name}`, hint }));
}

/** What an agent is doing, and when it reads what it gets if that is not soon. */
function doing(container: ContainerView): string {
  const { word } = agentState(container);
  const { turn_state: state, turn_state_until: until } = container;
  if (state !== "rate_limited" || until === undefined) return word;
  return `${word}, reads it at ${clockTime(until * 1000).slice(0, 5)}`;
}
