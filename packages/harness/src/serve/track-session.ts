import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import type { AgentEvent } from "@hyperhive/wire";
import type { SessionStore } from "../claude/session-store.ts";

/** What the tracker writes to. */
export type SessionTrackerOptions = {
  readonly store: SessionStore;
  readonly emit: (event: AgentEvent) => void;
};

/** Follows the id of the conversation through the messages of one claude process and stores each new one; `resumed` is what the first event says. */
export function sessionTracker(
  { store, emit }: SessionTrackerOptions,
  resume: string | undefined,
): (message: SDKMessage) => void {
  let known: string | undefined;
  return (message) => {
    const id = "session_id" in message ? message.session_id : undefined;
    if (id === undefined || id === known) return;
    emit({ kind: "session", session_id: id, resumed: known === undefined && id === resume });
    known = id;
    store.write(id).catch((cause: unknown) => {
      emit({ kind: "note", text: `the conversation will be forgotten at the next restart: ${String(cause)}` });
    });
  };
}
