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
  type ControlMessage,
} from "@hyperhive/wire";
import { DecisionStub } from "./decision-stub.ts";
import { HeardEvents } from "./heard-events.ts";
import { InboxStub, type Requeue } from "./inbox-stub.ts";

type Request = Record<string, unknown> & { cmd: keyof typeof agentVerbs };

/** Speaks the agent verbs on a real socket and remembers what the harness said; holds messages as the core would, but forgets delays. */
export class CoreStub extends HeardEvents {
  readonly sent: { to: string; body: string; key?: string; in_reply_to?: number }[] = [];
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
  #receiving = 0;

  constructor(path: string) {
    super();
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

  /** Tells the harness something, once it listens. */
  async control(message: ControlMessage): Promise<void> {
    await this.until("the control stream", () => this.#controls.size > 0);
    for (const socket of this.#controls) socket.write(encodeLine(okResponse(message)));
  }

  /** Waits until something holds; fails after 90 s, saying what the harness did last. */
  async until(what: string, holds: () => boolean): Promise<void> {
    const limit = AbortSignal.timeout(90_000);
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

  /** Whether the harness waits for a message inside a turn. */
  waitsInTurn(): boolean {
    return this.#receiving > 0 && this.prompts().length > this.turns().length;
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
        return this.store(parseAs(agentVerbs.push_events.request, request));
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
    this.#receiving += 1;
    try {
      while (this.#inbox.isEmpty() && Date.now() < until && !socket.destroyed) {
        const closed = once(socket, "close");
        await Promise.race([
          this.#changed.promise,
          closed,
          new Promise((go) => setTimeout(go, until - Date.now()).unref()),
        ]);
      }
    } finally {
      this.#receiving -= 1;
    }
    return this.#inbox.lease(socket.destroyed ? 0 : max);
  }

  #touch(): void {
    const changed = this.#changed;
    this.#changed = Promise.withResolvers();
    changed.resolve();
  }
}
