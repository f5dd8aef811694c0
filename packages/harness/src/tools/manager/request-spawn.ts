import { agentRequest } from "./agent-request.ts";

/** `request_spawn(name, description?)`: a new agent in one step. */
export const requestSpawn = agentRequest(
  "request_spawn",
  "Ask the operator for a new agent with the default configuration; the approval creates and starts it. A name that was destroyed comes back with the configuration, notes and log-in that it had. For one with a configuration of its own use `request_init_config`. Returns at once.",
);
