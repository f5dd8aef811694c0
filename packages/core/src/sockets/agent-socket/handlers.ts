import type { AgentVerbs } from "@hyperhive/wire";
import type { Handlers } from "../verb-handlers.ts";
import { ackTurn } from "./ack-turn.ts";
import type { AgentCaller } from "./agent-caller.ts";
import { control } from "./control.ts";
import { decisionHandlers } from "./decision-handlers.ts";
import { hello } from "./hello.ts";
import { managerHandlers } from "./manager-handlers.ts";
import { messageStatus } from "./message-status.ts";
import { pushEvents } from "./push-events.ts";
import { recent } from "./recent.ts";
import { recv } from "./recv.ts";
import { requeueInflight } from "./requeue-inflight.ts";
import { send } from "./send.ts";
import { setStatus } from "./set-status.ts";

/** Every verb of an agent's own socket and of the manager's. */
export const agentHandlers: Handlers<AgentVerbs, AgentCaller> = {
  hello,
  whoami: (_request, { agents, name }) => agents.whoami(name),
  send,
  recv,
  ack_turn: ackTurn,
  requeue_inflight: requeueInflight,
  recent,
  message_status: messageStatus,
  set_status: setStatus,
  push_events: pushEvents,
  control,
  ...decisionHandlers,
  ...managerHandlers,
};
