import type {
  AgentHistory,
  AgentPageState,
  HostVerbs,
  MessageHistory,
  SendReceipt,
  StateSnapshot,
  VerbInput,
} from "@hyperhive/wire";
import { createRequester, type HttpOptions } from "./requester.ts";

/** A message as the operator writes it. */
export type OperatorMessage = VerbInput<HostVerbs["send"]>;

/** A read that can be given up. */
export type ReadOptions = { readonly signal?: AbortSignal };

/** The operator's HTTP API. Every method rejects with a HiveError: the core's own, or `core_unreachable`. */
export interface HttpClient {
  state(options?: ReadOptions): Promise<StateSnapshot>;
  history(options?: ReadOptions): Promise<MessageHistory>;
  opSend(message: OperatorMessage): Promise<SendReceipt>;
  /** Counts messages to the operator as read, up to and with this one. */
  markRead(through: number): Promise<void>;
  start(name: string): Promise<void>;
  /** Stops an agent; a running turn is interrupted and its messages go back. */
  kill(name: string): Promise<void>;
  restart(name: string): Promise<void>;
  setPaused(name: string, paused: boolean): Promise<void>;
  agentState(name: string, options?: ReadOptions): Promise<AgentPageState>;
  agentHistory(name: string, options?: ReadOptions): Promise<AgentHistory>;
  sendToAgent(name: string, message: Omit<OperatorMessage, "to">): Promise<SendReceipt>;
  /** Interrupts the running turn; its messages go back. */
  cancelTurn(name: string): Promise<void>;
  compact(name: string): Promise<void>;
  setModel(name: string, model: string): Promise<void>;
  /** The agent's next turn starts a new session. */
  newSession(name: string): Promise<void>;
  logout(): Promise<void>;
}

/** Makes a client of the HTTP API, for pages and for Node. */
export function createHttpClient(options: HttpOptions): HttpClient {
  const { get, post } = createRequester(options);
  return {
    state: async (read) => await get("/api/state", read),
    history: async (read) => await get("/dashboard/history", read),
    opSend: async (message) => await post("/op-send", message),
    markRead: async (through) => await post("/inbox/read", { through }),
    start: async (name) => await post("/start", { name }),
    kill: async (name) => await post("/kill", { name }),
    restart: async (name) => await post("/restart", { name }),
    setPaused: async (name, paused) => await post("/pause", { name, paused }),
    agentState: async (name, read) => await get(agentPath(name, "api/state"), read),
    agentHistory: async (name, read) => await get(agentPath(name, "events/history"), read),
    sendToAgent: async (name, message) => await post(agentPath(name, "send"), message),
    cancelTurn: async (name) => await post(agentPath(name, "api/cancel"), {}),
    compact: async (name) => await post(agentPath(name, "api/compact"), {}),
    setModel: async (name, model) => await post(agentPath(name, "api/model"), { model }),
    newSession: async (name) => await post(agentPath(name, "api/new-session"), {}),
    logout: async () => await post("/logout", {}),
  };
}

/** A path of an agent's own page. */
export function agentPath(name: string, rest: string): string {
  return `/agent/${encodeURIComponent(name)}/${rest}`;
}
