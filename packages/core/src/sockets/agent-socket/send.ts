import type { AgentVerbs } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** Stores a message from this agent; answered once it is on disk. */
export const send: PlainHandler<AgentVerbs["send"], AgentCaller> = (request, { name, broker }) => {
  const { to, body, in_reply_to: inReplyTo, key } = request;
  return broker.send({
    from: name,
    to,
    body,
    ...(inReplyTo !== undefined && { inReplyTo }),
    ...(key !== undefined && { key }),
  });
};
