import type { AgentVerbs } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** Sets the line that pages show beside this agent's name. */
export const setStatus: PlainHandler<AgentVerbs["set_status"], AgentCaller> = ({ text }, { name, harness }) => {
  harness.setStatus(name, text);
  return {};
};
