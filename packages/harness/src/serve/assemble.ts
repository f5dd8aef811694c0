import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import type { AgentClient } from "@hyperhive/client";
import type { AgentConfig, AgentEvent, ControlMessage } from "@hyperhive/wire";
import { claudeEvents } from "../claude/claude-events.ts";
import { claudeOptions } from "../claude/claude-options.ts";
import { ClaudeSession } from "../claude/claude-session.ts";
import { ModelChoice } from "../claude/model-choice.ts";
import { SessionKeeper } from "../claude/session-keeper.ts";
import { fileSessionStore } from "../claude/session-store.ts";
import type { Clock } from "../clock.ts";
import type { HarnessSettings } from "../harness-settings.ts";
import type { ModelRelay } from "../model-relay/model-relay.ts";
import type { ToolContext } from "../tools/tool.ts";
import { countOpen } from "../turn/count-open.ts";
import { TurnDriver } from "../turn/drive-turn.ts";
import { LeaseList } from "../turn/lease-list.ts";
import { ToolWaits } from "../turn/tool-waits.ts";
import { applyControl } from "./apply-control.ts";
import { Desk } from "./desk.ts";
import { sessionTracker } from "./track-session.ts";
import type { LoopContext } from "./turn-loop.ts";

/** What the parts are made from. */
export type AssemblySources = {
  readonly settings: HarnessSettings;
  readonly config: AgentConfig;
  readonly client: AgentClient;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly relay: ModelRelay | undefined;
  readonly systemPrompt: string;
  readonly emit: (event: AgentEvent) => void;
};

/** The parts of a harness, wired to each other. */
export type Assembly = {
  readonly loop: LoopContext;
  readonly keeper: SessionKeeper;
  readonly onControl: (message: ControlMessage) => Promise<void>;
};

/** Wires the parts of a harness; starts nothing. */
export async function assemble(sources: AssemblySources): Promise<Assembly> {
  const { settings, config, client, clock, emit, log, relay } = sources;
  const desk = new Desk(clock, emit);
  const leases = new LeaseList();
  const waits = new ToolWaits();
  const store = fileSessionStore(settings.sessionFile);
  const tools = toolContext({ client, clock, emit, desk, leases, waits });
  const keeper = new SessionKeeper({
    start: (model, resume) => startSession(model, resume),
    store,
    clock,
    // A budget counts from the start of a process, so each turn gets one of its own.
    idleMs: config.turn_budget_usd === undefined ? config.idle_seconds * 1000 : 0,
    note: (text) => emit({ kind: "note", text }),
  });
  const driver = new TurnDriver({
    keeper,
    clock,
    emit,
    setCompacting: (compacting) => desk.board.setActivity(compacting ? "compacting" : "thinking"),
    waits,
    countOpen: async (signal) => await countOpen({ client, clock }, signal),
  });
  const model = await ModelChoice.read(settings.modelFile, config);

  function startSession(name: string, resume: string | undefined): ClaudeSession {
    const track = sessionTracker({ store, emit }, resume);
    return new ClaudeSession({
      options: claudeOptions({ ...sources, door: relay, tools }),
      model: name,
      resume,
      clock,
      onStderr: (line) => emit({ kind: "stderr", line }),
      onMessage: (message: SDKMessage) => {
        track(message);
        driver.observe(message);
        for (const event of claudeEvents(message)) emit(event);
      },
    });
  }

  const steer = (text: string) => {
    keeper.steer(text);
    waits.interrupt();
  };
  return {
    keeper,
    onControl: async (message) => await applyControl(message, { desk, model, settings, emit, steer }),
    loop: {
      client,
      desk,
      driver,
      keeper,
      leases,
      model,
      settings,
      clock,
      emit,
      log,
      limitedUntil: () => relay?.rateLimitedUntil(),
    },
  };
}

type ToolParts = Pick<LoopContext, "client" | "clock" | "emit" | "desk" | "leases"> & { readonly waits: ToolWaits };

function toolContext({ client, clock, emit, desk, leases, waits }: ToolParts): ToolContext {
  return {
    client,
    now: () => clock.now(),
    leased: (ids) => leases.add(ids),
    requestNextTurn: (text) => desk.add({ kind: "turn", wake: { kind: "note", text } }),
    statusChanged: (text) => emit({ kind: "status_changed", text }),
    interruption: () => waits.signal,
    beforeRecv: async () => {},
  };
}
