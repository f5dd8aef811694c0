import type { AgentEvent, TurnState } from "@hyperhive/wire";

/** What an agent's harness last said about itself. */
export type LiveState = {
  readonly turnState: TurnState;
  /** Unix seconds. */
  readonly since: number;
  /** Unix seconds at which a parked agent goes on, when known. */
  readonly until?: number;
  readonly detail?: string;
  readonly model?: string;
  /** Prompt size of the last inference, in tokens. */
  readonly ctx?: number;
  /** Dollars spent in the last turn. */
  readonly cost?: number;
};

// Every change is told to every page, so a view must stay small whatever a harness says.
const MAX_MODEL_LENGTH = 200;
const MAX_DETAIL_LENGTH = 2000;

/** The state of an agent that has not said anything yet. */
export function restingState(since: number): LiveState {
  return { turnState: "idle", since };
}

/** The state of a harness that has just started: what was true of the last process no longer is, the figures stay. */
export function startedState(before: LiveState, since: number): LiveState {
  const { until: _until, detail: _detail, ...kept } = before;
  return { ...kept, turnState: "idle", since };
}

/** The state after an event; the same object when nothing that it holds has changed. */
export function afterEvent(before: LiveState, event: AgentEvent): LiveState {
  switch (event.kind) {
    case "turn_state_changed": {
      const { state: turnState, since, until, detail } = event;
      const { until: _until, detail: _detail, ...kept } = before;
      return {
        ...kept,
        turnState,
        since,
        ...(until !== undefined && { until }),
        ...(detail !== undefined && { detail: detail.slice(0, MAX_DETAIL_LENGTH) }),
      };
    }
    case "model_changed":
    case "turn_start":
      return { ...before, model: event.model.slice(0, MAX_MODEL_LENGTH) };
    case "token_usage_changed":
      return { ...before, ctx: event.ctx, cost: event.cost };
    default:
      return before;
  }
}
