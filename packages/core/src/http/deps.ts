import type { ControlMessage, ContainerView, DashboardEvent, HiveInfo, StateSnapshot } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { AgentHistoryStore } from "../agent-history/agent-history.ts";
import type { Broker } from "../broker/broker.ts";
import type { EventHub } from "../event-hub/event-hub.ts";
import type { OperatorLogin } from "../operator-login/operator-login.ts";

/** What the pages may ask of the agents; every action is the operator's. */
export type PageAgents = {
  views(): readonly ContainerView[];
  /** Throws `unknown_agent`. */
  view(name: string): ContainerView;
  transients(): StateSnapshot["transients"];
  info(): HiveInfo;
  /** Throws `unknown_agent`. */
  history(name: string): AgentHistoryStore;
  /** Throws `agent_not_connected` when no harness listens. */
  control(name: string, message: ControlMessage): void;
  start(name: string): Promise<void>;
  stop(name: string, options: { graceful: boolean }): Promise<void>;
  restart(name: string): Promise<void>;
  setPaused(name: string, paused: boolean): Promise<void>;
};

/** Everything the HTTP side is made from; it holds no rule of the domain itself. */
export type HttpDeps = {
  readonly agents: PageAgents;
  readonly broker: Pick<Broker, "send" | "recent" | "history">;
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
