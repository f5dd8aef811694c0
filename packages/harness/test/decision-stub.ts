import { agentVerbs, HiveError, parseAs, type AgentVerbs, type LooseEnd, type VerbRequest } from "@hyperhive/wire";

type Handlers = { readonly [C in keyof AgentVerbs]?: (input: VerbRequest<AgentVerbs[C]>) => object };
type Request = Record<string, unknown> & { cmd: keyof AgentVerbs };

/** Answers the verbs of questions, reminders, approvals and lifecycle as the core would, as far as claude can tell. */
export class DecisionStub {
  /** What was asked, without what the harness counts by itself after each turn. */
  readonly requests: Request[] = [];
  looseEnds: LooseEnd[] = [];
  pendingReminders = 0;
  log: string[] = [];

  readonly #handlers: Handlers = {
    ask,
    answer,
    remind,
    get_loose_ends: () => ({ loose_ends: this.looseEnds }),
    count_pending_reminders: () => ({ count: this.pendingReminders }),
    cancel_loose_end: cancel,
    request_spawn: requestAgent,
    request_init_config: requestAgent,
    request_apply_commit: requestApply,
    kill: act,
    start: act,
    restart: act,
    update: ({ name }) => ({ ...act({ name }), build_id: 9, duplicate: name === "bob" }),
    get_logs: ({ name, lines }) => ({ ...act({ name }), lines: this.log.slice(-lines) }),
  };

  /** What the core answers; undefined when the verb is about something else. Throws what the core refuses. */
  answer(request: Request): object | undefined {
    const handler = this.#handlers[request.cmd];
    if (handler === undefined) return undefined;
    if (!COUNTED.includes(request.cmd)) this.requests.push(request);
    return handler(parseAs(agentVerbs[request.cmd].request, request) as never);
  }
}

const COUNTED: readonly string[] = ["get_loose_ends", "count_pending_reminders"];
const SHA = "4f2a9c81d3e5b7064f2a9c81d3e5b7064f2a9c81";

function ask({ to }: { to?: string | undefined }) {
  if (to === "alice") throw new HiveError("bad_request", "expected `to` to be somebody else, got your own name");
  return { id: 4, duplicate: false };
}

function answer({ id }: { id: number }) {
  if (id === 8) throw new HiveError("already_decided", "question 8 was cancelled by bob");
  if (id !== 7) throw new HiveError("not_found", `nobody asked you question ${id}`);
  return {};
}

function remind({ delay_seconds, at }: VerbRequest<AgentVerbs["remind"]>) {
  if ((delay_seconds === undefined) === (at === undefined))
    throw new HiveError("bad_request", "expected exactly one of `delay_seconds` and `at`");
  return { id: 2, due_at: (at ?? delay_seconds ?? 0) * 1000, duplicate: false };
}

function cancel({ kind, id }: { kind: string; id: number }) {
  if (id > 10) throw new HiveError("forbidden", `${kind} ${id} is not yours`);
  return {};
}

function requestAgent({ name }: { name: string }) {
  if (name === "bob") throw new HiveError("agent_exists", "the hive already has an agent `bob`");
  return { approval_id: 5, duplicate: false };
}

function requestApply({ agent, commit_ref }: { agent: string; commit_ref: string }) {
  if (!/^[0-9a-f]{7,40}$/.test(commit_ref))
    throw new HiveError("bad_request", `expected 7 to 40 hex digits of a commit, got \`${commit_ref}\``);
  const risk = { level: "high", reasons: ["`network` becomes host", "a mount is added"] };
  return { ...act({ name: agent }), approval_id: 6, duplicate: false, sha: SHA, risk, supersedes: [3, 5] };
}

function act({ name }: { name: string }): object {
  if (name === "nobody") throw new HiveError("unknown_agent", "the hive has no agent `nobody`");
  return {};
}
