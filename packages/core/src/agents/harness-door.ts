import type { AgentEvent, AgentEventRow, AgentName, PushedEvent } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import { failureNote } from "../lifecycle/failure-note.ts";
import type { Notices } from "../lifecycle/notices.ts";
import { agentPaths, type HiveRoots } from "./agent-paths.ts";
import { fitEvent } from "./fit-event.ts";
import type { HarnessLink, HarnessLinks } from "./harness-links.ts";
import type { Histories } from "./histories.ts";
import { afterEvent, restingState, startedState, type LiveState } from "./live-state.ts";
import type { Roster } from "./roster.ts";

const SEED_EVENTS = 500;

/** What a harness tells the core about itself. */
export interface HarnessDoor {
  /** A new harness process is up. */
  started(name: AgentName, bootId: string): void;
  /** Registers a control stream in place of an older one; dispose the result when it ends. */
  listen(name: AgentName, link: HarnessLink): Disposable;
  /** Empty text clears the status. */
  setStatus(name: AgentName, text: string): void;
  /** Stores events and tells up to which sequence they are stored. */
  pushEvents(name: AgentName, bootId: string, events: readonly PushedEvent[]): number;
  /** Turns that the agent's history knows. */
  turns(name: AgentName): number;
}

/** What the harness side of the agents works on. */
export type HarnessDoorParts = {
  readonly roots: HiveRoots;
  readonly roster: Roster;
  readonly links: HarnessLinks;
  readonly histories: Histories;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly log: Logger;
};

/** Takes in what harnesses tell of themselves. */
export function createHarnessDoor({ roster, links, histories, clock, log }: HarnessDoorParts): HarnessDoor {
  return {
    started(name, bootId) {
      log.info({ agent: name, boot: bootId }, "a harness started");
      roster.note(name, {
        live: startedState(roster.get(name).live, Math.floor(clock.now() / 1000)),
        outlook: undefined,
      });
    },
    listen: (name, link) => links.open(name, link),
    setStatus(name, text) {
      roster.keep(name, { status: text === "" ? undefined : { text, at: clock.now() } });
    },
    pushEvents: (name, bootId, events) => histories.of(name).push(bootId, events.map(fitEvent)),
    turns: (name) => histories.of(name).turns(),
  };
}

/** Follows an event that was stored for the first time: the agent's state, and word to the manager when a turn failed. */
export function takeEvent(parts: HarnessDoorParts, name: AgentName, { event }: AgentEventRow): void {
  const { roster } = parts;
  if (!roster.has(name)) return;
  const before = roster.get(name).live;
  const live = afterEvent(before, event);
  if (live !== before) roster.note(name, { live });
  tellLogin(parts, name, { before, live });
  if (event.kind === "turn_end" && event.outcome === "failed") void reportFailure(parts, name, event);
}

// Once for each time that it begins or ends; a park that ends because the harness is new tells nothing of the log-in.
function tellLogin(
  { notices }: HarnessDoorParts,
  name: AgentName,
  { before, live }: { readonly before: LiveState; readonly live: LiveState },
): void {
  const [was, is] = [before.turnState === "needs_login", live.turnState === "needs_login"];
  if (was !== is) void notices.login(name, is ? "needs_login" : "logged_in");
}

/** The state that an agent's history ends in, for a core that has just started. */
export function seedLive(histories: Histories, name: AgentName, now: number): LiveState {
  const history = histories.of(name);
  const start = { ...restingState(Math.floor(now / 1000)), ...history.lastUsage() };
  return history.list(SEED_EVENTS).reduce<LiveState>((live, { event }) => afterEvent(live, event), start);
}

async function reportFailure(
  { roots, notices, log }: HarnessDoorParts,
  name: AgentName,
  event: AgentEvent & { kind: "turn_end" },
): Promise<void> {
  const failed = { name, logFile: agentPaths(roots, name).log, words: event.note ?? "the turn failed" };
  await notices.turnFailed(name, { outcome: event.outcome, note: () => failureNote(failed, log) });
}
