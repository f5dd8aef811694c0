import type { AgentVerbs } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** Notes that a harness process started, and gives it what it needs to go on. */
export const hello: PlainHandler<AgentVerbs["hello"], AgentCaller> = ({ boot_id }, { name, agents, harness }) => {
  harness.started(name, boot_id);
  return { ...agents.whoami(name), paused: agents.view(name).paused, turns: harness.turns(name) };
};
