import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { rm } from "node:fs/promises";
import {
  agentVerbs,
  encodeLine,
  failedResponse,
  HiveError,
  LineSplitter,
  okResponse,
  parseAs,
  parseLine,
  type AgentEvent,
  type ControlMessage,
} from "@hyperhive/wire";
import { DecisionStub } from "./decision-stub.ts";
import { InboxStub, type Requeue } from "./inbox-stub.ts";

type Request = Record<string, unknown> & { cmd: keyof typeof agentVerbs };

/** Speaks the agent verbs on a real socket and remembers what the harness said; holds messages as the core would, but forgets delays. */
export class CoreStub {
  readonly sent: { to: string; body: string; key?: string; in_reply_to?: number }[] = [];
  readonly events: AgentEvent[] = [];
  readonly cmds: string[] = [];
  readonly decisions = new DecisionStub();
  /** Verbs that are never answered. */
  readonly deaf = new Set<string>();
  /** Who said hello. */
  readonly harnesses: string[] = [];
  paused = false;
  readonly #path: string;
  readonly #inbox = new InboxStub();
  #server: Server = createServer();
  #controls = new Set<Socket>();
  #sockets = new Set<Socket>();
  #changed = Promise.withResolvers<void>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Ids in the order of their acks. */
  get acked(): readonly number[] {
    return this.#inbox.acked;
  }

  get requeues(): readonly Requeue[] {
    return this.#inbox.requeues;
  }

  /** Whether what is requeued is delivered again. */
  set redeliver(value: boolean) {
    this.#inbox.redeliver = value;
  }

  async start(): Promise<void> {
    await rm(this.#path, { force: true });
    this.#server = createServer((socket) => this.#accept(socket));
    this.#server.listen(this.#path);
    await once(this.#server, "listening");
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Puts a message into the inbox. */
  deliver(body: string, from = "operator"): number {
    const id = this.#inbox.add(body, from);
    this.#touch();
    return id;
  }

  control(message: ControlMessage): void {
    for (const socket of this.#controls) socket.write(encodeLine(okResponse(message)));
  }

  /** Waits until something holds; fails after 15 s, saying what the harness did last. */
  async until(what: string, holds: () => boolean): Promise<void> {
    const limit = AbortSignal.timeout(15_000);
    const { promise, reject } = Promise.withResolvers<void>();
    limit.addEventListener("abort", () =>
      reject(
        new Error(`never came: ${what}\n${JSON.stringify([this.cmds.slice(-5), this.events.slice(-12)], null, 1)}`),
      ),
    );
    // What held in time must not fail later, when the limit passes.
    promise.catch(() => undefined);
    while (!holds()) await Promise.race([this.#changed.promise, promise]);
  }

  turns(): Extract<AgentEvent, { kind: "turn_end" }>[] {
    return this.events.filter((event) => event.kind === "turn_end");
  }

  prompts(): string[] {
    return this.events.flatMap((event) => (event.kind === "turn_start" ? [event.prompt] : []));
  }

  notes(): string {
    return this.events.flatMap((event) => (event.kind === "note" ? [event.text] : [])).join("\n");
  }

  states(): string[] {
    return this.events.flatMap((event) => (event.kind === "turn_state_changed" ? [event.state] : []));
  }

  #accept(socket: Socket): void {
    const splitter = new LineSplitter();
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.#sockets.delete(socket);
      this.#controls.delete(socket);
    });
    socket.on("data", (chunk) => {
      for (const line of splitter.push(chunk)) {
        if (line.kind === "line") void this.#serve(socket, parseLine(line.text) as Request);
      }
    });
  }

  async #serve(socket: Socket, request: Request): Promise<void> {
    this.cmds.push(request.cmd);
    this.#touch();
    if (this.deaf.has(request.cmd)) return;
    const answer = await this.#answer(socket, request).then(okResponse, (cause: unknown) =>
      failedResponse(cause instanceof HiveError ? cause : new HiveError("internal", String(cause))),
    );
    if (!socket.destroyed) socket.write(encodeLine(answer));
    if (request.cmd === "control") socket.write(encodeLine(okResponse({ do: "state", paused: this.paused })));
    this.#touch();
  }

  async #answer(socket: Socket, request: Request): Promise<object> {
    const who = { name: "alice", role: "agent", pronouns: "she/her", hyperhive_rev: "test" };
    switch (request.cmd) {
      case "hello":
        this.harnesses.push(String(request["harness"]));
        return { ...who, paused: this.paused, turns: 7 };
      case "whoami":
        return who;
      case "recv":
        return await this.#recv(socket, parseAs(agentVerbs.recv.request, request));
      case "send": {
        const { to, body, key, in_reply_to } = parseAs(agentVerbs.send.request, request);
        if (to === "nobody") throw new HiveError("unknown_recipient", "nobody is `nobody`; did you mean `bob`?");
        this.sent.push({ to, body, ...(key ? { key } : {}), ...(in_reply_to ? { in_reply_to } : {}) });
        return { receipts: [{ id: 100 + this.sent.length, to, state: "queued" }], duplicate: false };
      }
      case "ack_turn":
        return this.#inbox.ack(parseAs(agentVerbs.ack_turn.request, request).ids);
      case "requeue_inflight":
        return this.#inbox.requeue(parseAs(agentVerbs.requeue_inflight.request, request) as Requeue);
      case "push_events":
        return this.#store(parseAs(agentVerbs.push_events.request, request));
      case "message_status":
        return { statuses: [{ id: 101, to: "bob", state: "acked", attempts: 1 }] };
      case "control":
        this.#controls.add(socket);
        return {};
      case "set_status":
        return {};
      default:
        return this.#decide(request);
    }
  }

  #decide(request: Request): object {
    const answer = this.decisions.answer(request);
    if (answer === undefined) throw new HiveError("unknown_command", request.cmd);
    return answer;
  }

  async #recv(
    socket: Socket,
    { wait_seconds = 0, max = 1 }: { wait_seconds?: number | undefined; max?: number | undefined },
  ) {
    const until = Date.now() + wait_seconds * 1000;
    while (this.#inbox.isEmpty() && Date.now() < until && !socket.destroyed) {
      const closed = once(socket, "close");
      await Promise.race([
        this.#changed.promise,
        closed,
        new Promise((go) => setTimeout(go, until - Date.now()).unref()),
      ]);
    }
    return this.#inbox.lease(socket.destroyed ? 0 : max);
  }

  #store({ events }: { events: { seq: number; event: AgentEvent }[] }) {
    this.events.push(...events.map(({ event }) => event));
    return { stored_through: events.at(-1)?.seq ?? 0 };
  }

  #touch(): void {
    const changed = this.#changed;
    this.#changed = Promise.withResolvers();
    changed.resolve();
  }
}
