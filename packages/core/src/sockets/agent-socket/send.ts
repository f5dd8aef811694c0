import type { AgentVerbs } from "@hyperhive/wire";
import { outgoing } from "../../broker/outgoing.ts";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** Stores a message from this agent; answered once it is on disk. */
export const send: PlainHandler<AgentVerbs["send"], AgentCaller> = (request, { name, broker }) =>
  broker.send(outgoing(name, request));
