import type { DashboardEvent } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Agents } from "../agents/agents.ts";
import type { Broker } from "../broker/broker.ts";
import type { EventHub } from "../event-hub/event-hub.ts";
import type { OperatorLogin } from "../operator-login/operator-login.ts";

/** What the pages may ask of the agents; every action is the operator's. */
type PageAgents = Pick<
  Agents,
  "views" | "view" | "transients" | "info" | "history" | "control" | "start" | "stop" | "restart" | "setPaused"
>;

/** Everything the HTTP side is made from; it holds no rule of the domain itself. */
export type HttpDeps = {
  readonly agents: PageAgents;
  readonly broker: Pick<Broker, "send" | "recent" | "history" | "markRead">;
  readonly hub: EventHub<DashboardEvent>;
  readonly login: OperatorLogin;
  /** Folder of the built pages. */
  readonly webRoot: string;
  /** Names that a request's Host may have besides the loopback ones. */
  readonly allowedHosts: readonly string[];
  /** Port of the dashboard; names the session cookie, so that two hives on one machine do not log each other out. */
  readonly port: () => number;
  readonly log: Logger;
};
