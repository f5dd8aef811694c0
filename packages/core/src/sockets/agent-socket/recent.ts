import type { AgentVerbs } from "@hyperhive/wire";
import { newestThatFit } from "../newest-that-fit.ts";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";
import { hideHostPaths } from "./hide-host-paths.ts";

const DEFAULT_LIMIT = 20;

/** Lists the newest messages to this agent, fewer when they are long. */
export const recent: PlainHandler<AgentVerbs["recent"], AgentCaller> = ({ limit }, { name, broker }) => ({
  messages: newestThatFit(broker.recent(name, limit ?? DEFAULT_LIMIT).map(hideHostPaths)),
});
