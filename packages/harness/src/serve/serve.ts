import { randomUUID } from "node:crypto";
import { createAgentClient, type AgentClient } from "@hyperhive/client";
import type { AgentEvent, PushedEvent } from "@hyperhive/wire";
import { readAgentConfig } from "../agent-config/read-agent-config.ts";
import { extraServers } from "../agent-config/extra-mcp-servers.ts";
import { readSystemPrompt } from "../claude/system-prompt.ts";
import { systemClock, type Clock } from "../clock.ts";
import { createEventPump, type EventPump } from "../events/event-pump.ts";
import { harnessName } from "../flavor.ts";
import type { HarnessSettings } from "../harness-settings.ts";
import { startModelRelay, type ModelRelay } from "../model-relay/model-relay.ts";
import { assemble, type Assembly } from "./assemble.ts";
import { holdControlStream } from "./control-stream.ts";
import { credentialsWrittenAt } from "./login-check.ts";
import { runTurnLoop } from "./turn-loop.ts";

/** How the harness is run; aborting `signal` ends it in order, within seconds. */
export type ServeOptions = {
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly clock?: Clock;
  /** Makes the client of the core's socket. */
  readonly connect?: (socketPath: string) => AgentClient;
};

const FLUSH_MS = 2000;

/** Serves one agent until the signal aborts: waits for messages, has claude take turns, pushes events. Rejects only when the core refuses the harness. */
export async function serve(settings: HarnessSettings, options: ServeOptions): Promise<void> {
  const { signal, log, clock = systemClock, connect = connectTo } = options;
  const client = connect(settings.socketPath);
  const bootId = randomUUID();
  const harness = harnessName(settings.flavor);
  let relay: ModelRelay | undefined;
  let pump: EventPump | undefined;
  try {
    const hello = await client.call("hello", { boot_id: bootId, harness }, { signal, retry: "forever" });
    await client.call("requeue_inflight", { reason: "the harness started" }, { signal, retry: "forever" });
    pump = createEventPump({ push: pushTo(client, bootId), clock, log });
    relay =
      settings.modelAccess === "key"
        ? await startModelRelay({ socketPath: settings.modelSocketPath, clock })
        : undefined;
    const { config, warnings } = await readAgentConfig(settings.configPath);
    warn([...warnings, ...extraServers(config).warnings], pump, log);
    const pronouns = settings.pronouns ?? hello.pronouns;
    const systemPrompt = await readSystemPrompt(settings.flavor, { name: hello.name, pronouns, config });
    const parts = await assemble({ settings, config, client, clock, log, relay, systemPrompt, emit: pump.emit });
    await openGate(parts, settings, hello.paused);
    await work(parts, { client, bootId, clock, log, turns: hello.turns, signal });
  } catch (cause) {
    if (!signal.aborted) throw cause;
  } finally {
    await pump?.flush(AbortSignal.timeout(FLUSH_MS));
    await pump?.close();
    await relay?.close();
    client.close();
  }
}

type Work = {
  readonly client: AgentClient;
  readonly bootId: string;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly turns: number;
  readonly signal: AbortSignal;
};

async function work({ loop, onControl, keeper }: Assembly, { turns, signal, ...stream }: Work): Promise<void> {
  const ending = new AbortController();
  const control = holdControlStream({
    ...stream,
    signal: AbortSignal.any([signal, ending.signal]),
    onMessage: onControl,
    onReconnect: () => loop.desk.board.repeat(),
  });
  try {
    await runTurnLoop(loop, turns, signal);
  } finally {
    ending.abort(new Error("the turn loop ended"));
    await control;
    await keeper.letGo();
  }
}

async function openGate({ loop: { desk } }: Assembly, settings: HarnessSettings, paused: boolean): Promise<void> {
  const loggedIn =
    settings.modelAccess === "key" || (await credentialsWrittenAt(settings.credentialsFile)) !== undefined;
  desk.setGate({ paused, ...(loggedIn ? {} : { needsLogin: { since: 0, detail: "nobody has logged in yet" } }) });
  desk.board.refresh();
}

function connectTo(socketPath: string): AgentClient {
  return createAgentClient({ socketPath });
}

function pushTo(client: AgentClient, boot_id: string) {
  return async (events: PushedEvent[], signal: AbortSignal) =>
    await client.call("push_events", { boot_id, events }, { signal, retry: "forever" });
}

function warn(warnings: readonly string[], pump: EventPump, log: (line: string) => void): void {
  for (const text of warnings) {
    log(text);
    pump.emit({ kind: "note", text } satisfies AgentEvent);
  }
}
