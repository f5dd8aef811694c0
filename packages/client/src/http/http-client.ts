import type {
  AgentConfigFile,
  AgentHistory,
  AgentJournal,
  AgentPageState,
  ApprovalDiff,
  BuildOutput,
  DiffBase,
  FilePreview,
  HiveStats,
  HostVerbs,
  MessageHistory,
  MessageSearch,
  PushKey,
  PushSubscriptionData,
  QueuedBuilds,
  RepoChange,
  RepoHistory,
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
  /** The newest 200 messages, or the 200 before an id. */
  history(options?: ReadOptions & { readonly before?: number }): Promise<MessageHistory>;
  /** Messages that contain every word of `query`, newest first. */
  search(query: string, options?: ReadOptions & { readonly before?: number }): Promise<MessageSearch>;
  opSend(message: OperatorMessage): Promise<SendReceipt>;
  /** Counts messages to the operator as read, up to and with this one. */
  markRead(through: number): Promise<void>;
  /** Lets a parked or dead message go to its recipient after all. */
  release(id: number): Promise<void>;
  /** Lets a parked or dead message go: nobody gets it. */
  dismiss(id: number): Promise<void>;
  /** Its build is queued. */
  approve(id: number): Promise<void>;
  deny(id: number, note: string): Promise<void>;
  /** Sends a proposal back to be changed. */
  revise(id: number, note: string): Promise<void>;
  approvalDiff(id: number, base: DiffBase, options?: ReadOptions): Promise<ApprovalDiff>;
  /** Files a spawn for approval, also to bring a destroyed agent back. */
  requestSpawn(name: string): Promise<{ readonly approval_id: number }>;
  answerQuestion(id: number, answer: string): Promise<void>;
  /** The asker gets `[cancelled]`. */
  cancelQuestion(id: number): Promise<void>;
  rebuild(name: string): Promise<{ readonly build_id: number }>;
  /** Rebuilds every agent that needs an update. */
  updateAll(): Promise<QueuedBuilds>;
  /** Updates entries of the meta lock and rebuilds what depends on them. */
  metaUpdate(inputs: readonly string[]): Promise<QueuedBuilds>;
  build(id: number, options?: ReadOptions): Promise<BuildOutput>;
  cancelBuild(id: number): Promise<void>;
  /** Removes an agent's cage; its files stay unless they are purged. */
  destroy(name: string, purge: boolean): Promise<void>;
  /** Deletes what is left of a destroyed agent. */
  purgeTombstone(name: string): Promise<void>;
  journal(
    name: string,
    options?: ReadOptions & { readonly unit?: string; readonly lines?: number },
  ): Promise<AgentJournal>;
  agentConfig(name: string, options?: ReadOptions): Promise<AgentConfigFile>;
  /** The beginning of a file in an agent's cage. */
  filePreview(agent: string, path: string, options?: ReadOptions): Promise<FilePreview>;
  /** History of an agent's configuration, or of `meta`. */
  repoHistory(repo: string, options?: ReadOptions & { readonly after?: string }): Promise<RepoHistory>;
  repoChange(repo: string, sha: string, options?: ReadOptions): Promise<RepoChange>;
  hiveStats(hours: number, options?: ReadOptions): Promise<HiveStats>;
  pushKey(options?: ReadOptions): Promise<PushKey>;
  pushSubscribe(subscription: PushSubscriptionData): Promise<void>;
  pushUnsubscribe(endpoint: string): Promise<void>;
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
    history: async (read) => await get(withQuery("/dashboard/history", { before: read?.before }), read),
    search: async (query, read) => await get(withQuery("/api/search", { q: query, before: read?.before }), read),
    opSend: async (message) => await post("/op-send", message),
    markRead: async (through) => await post("/inbox/read", { through }),
    release: async (id) => await post(`/release/${id}`, {}),
    dismiss: async (id) => await post(`/dismiss/${id}`, {}),
    approve: async (id) => await post(`/approve/${id}`, {}),
    deny: async (id, note) => await post(`/deny/${id}`, { note }),
    revise: async (id, note) => await post(`/revise/${id}`, { note }),
    approvalDiff: async (id, base, read) => await get(withQuery(`/api/approval-diff/${id}`, { base }), read),
    requestSpawn: async (name) => await post("/request-spawn", { name }),
    answerQuestion: async (id, answer) => await post(`/answer-question/${id}`, { answer }),
    cancelQuestion: async (id) => await post(`/cancel-question/${id}`, {}),
    rebuild: async (name) => await post("/rebuild", { name }),
    updateAll: async () => await post("/update-all", {}),
    metaUpdate: async (inputs) => await post("/meta-update", { inputs: inputs.join(",") }),
    build: async (id, read) => await get(`/api/build/${id}`, read),
    cancelBuild: async (id) => await post(`/cancel-build/${id}`, {}),
    destroy: async (name, purge) => await post("/destroy", { name, purge }),
    purgeTombstone: async (name) => await post(`/purge-tombstone/${encodeURIComponent(name)}`, {}),
    journal: async (name, read) =>
      await get(withQuery(`/api/journal/${encodeURIComponent(name)}`, { unit: read?.unit, lines: read?.lines }), read),
    agentConfig: async (name, read) => await get(`/api/agent-config/${encodeURIComponent(name)}`, read),
    filePreview: async (agent, path, read) => await get(withQuery("/api/state-file", { agent, path }), read),
    repoHistory: async (repo, read) =>
      await get(withQuery(`/api/repo/${encodeURIComponent(repo)}`, { after: read?.after }), read),
    repoChange: async (repo, sha, read) =>
      await get(`/api/repo/${encodeURIComponent(repo)}/commit/${encodeURIComponent(sha)}`, read),
    hiveStats: async (hours, read) => await get(withQuery("/api/hive-stats", { hours }), read),
    pushKey: async (read) => await get("/api/push", read),
    pushSubscribe: async (subscription) => await post("/api/push/subscribe", subscription),
    pushUnsubscribe: async (endpoint) => await post("/api/push/unsubscribe", { endpoint }),
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

/** A path with those parameters that have a value. */
function withQuery(path: string, parameters: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** A path of an agent's own page. */
export function agentPath(name: string, rest: string): string {
  return `/agent/${encodeURIComponent(name)}/${rest}`;
}
