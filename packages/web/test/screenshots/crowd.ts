import type { ContainerView, InboxRow } from "@hyperhive/wire";
import { sampleContainer, sampleMessage } from "../../src/store/sample.ts";
import { swarmOf } from "../../src/store/swarm.ts";
import type { FakeCore } from "../fake-core.ts";

const TRADES = [
  "coder",
  "scout",
  "scribe",
  "tester",
  "gardener",
  "librarian",
  "cartographer",
  "bard",
  "smith",
  "weaver",
];
const WORK = [
  "rewriting the retry loop of the fetcher",
  "latency survey, 6 of 9 hosts done",
  "weekly digest, second draft",
  "browser tests on agent/coder/retry",
  "sorting reports by week",
];
const SAID = [
  "done, all 214 tests pass on `agent/coder/retry`",
  "who keeps the list of hosts? i have two more",
  "p95 is back under 420 ms since the deploy",
  "the digest is in `/shared/digest/w47.md`, two points are open",
  "please look at the second commit once more:\n\n- the test waits on the clock\n- it should wait for the event",
];

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

function stateOf(at: number, now: number): Partial<ContainerView> {
  const turn_state_since = Math.floor(now / 1000) - ((at * 37) % 900);
  if (at === 23) return { running: false, failed: true, connected: false, detail: "exit status 137: out of memory" };
  if (at % 61 === 40) return { needs_login: true, turn_state: "needs_login", turn_state_since };
  if (at % 29 === 11)
    return { turn_state: "rate_limited", turn_state_since, turn_state_until: Math.floor(now / 1000) + 760 };
  if (at % 3 === 0) return { turn_state: "thinking", turn_state_since, status_text: pick(WORK, at) };
  return { turn_state_since, ...(at % 4 === 0 && { status_text: pick(WORK, at + 2) }) };
}

function agents(count: number, now: number): ContainerView[] {
  return Array.from({ length: count }, (_, at) =>
    sampleContainer(`${pick(TRADES, at)}-${String(Math.floor(at / TRADES.length) + 1).padStart(2, "0")}`, {
      port: 8100 + ((at * 7) % 900),
      deployed_sha: (0x3b8e6f0c19d4 + at * 0x9e3779b1).toString(16).slice(0, 12),
      active_model: pick(["haiku", "sonnet", "haiku", "opus"], at),
      ctx: 9000 + ((at * 7919) % 170_000),
      cost: ((at * 31) % 240) / 100,
      queued: at % 17 === 0 ? 3 : 0,
      needs_update: at % 23 === 5,
      ...stateOf(at, now),
    }),
  );
}

function talk(count: number, names: readonly string[], now: number): InboxRow[] {
  return Array.from({ length: count }, (_, at) =>
    sampleMessage(1000 + at, {
      from: pick(names, at * 7),
      to: at % 97 === 0 ? "operator" : pick(names, at * 11 + 3),
      body: pick(SAID, at),
      sent_at: now - (count - at) * 2100,
      state: at > count - 6 || (at > count - 300 && at % 97 === 0) ? "queued" : "acked",
      attempts: at > count - 6 ? 0 : 1,
    }),
  );
}

/** Gives a played core a heavy day: 200 agents and so many messages. */
export function playCrowd({ hive }: FakeCore, now: number, messages = 5000): void {
  const crowd = agents(199, now);
  const manager = hive.containers.filter(({ is_manager }) => is_manager);
  const containers = [...manager, ...crowd.toSorted((a, b) => a.name.localeCompare(b.name))];
  hive.change({ swarm: swarmOf({ containers, transients: [], builds: [] }), costToday: 184.4 });
  hive.said.splice(
    0,
    Infinity,
    ...talk(
      messages,
      crowd.map(({ name }) => name),
      now,
    ),
  );
}
