import { agentRequest } from "./agent-request.ts";

/** `request_init_config(name, description?)`: the first step towards a new agent with a configuration of its own. */
export const requestInitConfig = agentRequest(
  "request_init_config",
  "Ask the operator for the configuration repo of an agent that does not exist yet. After the approval `config_ready` tells where it is: edit it, commit, and call `request_apply_commit`, whose approval creates the agent. Returns at once.",
);
