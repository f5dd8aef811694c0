import type { ContainerView, TurnState } from "@hyperhive/wire";
import type { IconName } from "../controls/icons.ts";

/** Colour classes of the theme, by meaning. */
export type Tone = "ok" | "busy" | "squeeze" | "limit" | "bad" | "you" | "info" | "calm";

/** An agent's one state as pages show it: shape, word, colour, and the moment it counts from or down to (Unix seconds). */
export type AgentState = {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly since?: number;
  readonly until?: number;
};

/** The state that matters most to a person, computed from the facts. */
export function agentState(container: ContainerView): AgentState {
  if (!container.running) return cageState(container);
  if (needsLogin(container)) return { word: "needs login", icon: "key", tone: "you" };
  if (!container.connected) return { word: "no harness", icon: "unplug", tone: "limit" };
  // A pause takes hold between turns, so a running turn is still the truth.
  if (container.paused && container.turn_state === "idle") return { word: "paused", icon: "pause", tone: "calm" };
  return turnState(container);
}

/** Whether the agent waits for the operator to log it in. */
export function needsLogin(container: ContainerView): boolean {
  return container.needs_login || (container.running && container.turn_state === "needs_login");
}

function cageState(container: ContainerView): AgentState {
  if (container.failed) return { word: "crashed", icon: "crash", tone: "bad" };
  return { word: "stopped", icon: "stop", tone: "calm" };
}

const TURN_LOOKS: Readonly<Record<TurnState, Omit<AgentState, "since" | "until">>> = {
  idle: { word: "idle", icon: "idle", tone: "calm" },
  thinking: { word: "thinking", icon: "think", tone: "busy" },
  compacting: { word: "compacting", icon: "compact", tone: "squeeze" },
  rate_limited: { word: "rate limited", icon: "limit", tone: "limit" },
  needs_login: { word: "needs login", icon: "key", tone: "you" },
  paused: { word: "paused", icon: "pause", tone: "calm" },
};

function turnState({ turn_state: state, turn_state_since: since, turn_state_until: until }: ContainerView): AgentState {
  // An unknown word from a newer core is shown as it came.
  const looks = TURN_LOOKS[state] ?? { word: state, icon: "q", tone: "limit" };
  return { ...looks, since, ...(until !== undefined && { until }) };
}
