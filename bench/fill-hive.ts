import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { agentPort } from "@hyperhive/wire";
import type { HiveFolder } from "@hyperhive/testkit";

/** How large the hive is that the dashboard must carry. */
export const HIVE_SIZE = { agents: 200, messages: 100_000, decided: 500, pending: 5 } as const;

const WORDS = "the fetcher backs off per host now and the suite is green again except for one slow mirror".split(" ");

/** Gives a hive that does not run its agents, stopped, and a long past of messages and decisions. The manager counts as one of the agents. */
export function fillHive({ stateDir }: HiveFolder): readonly string[] {
  const names = freeNames(HIVE_SIZE.agents - 1);
  const database = new DatabaseSync(join(stateDir, "hive.sqlite"));
  database.exec("begin");
  fillAgents(database, stateDir, names);
  fillMessages(database, names);
  fillApprovals(database, names);
  database.exec("commit");
  database.close();
  return names;
}

// As a hive that refuses names whose ports meet would have them.
function freeNames(count: number): readonly string[] {
  const taken = new Set<number>();
  const names: string[] = [];
  for (let n = 0; names.length < count; n += 1) {
    const name = `agent-${n}`;
    if (taken.has(agentPort(name))) continue;
    taken.add(agentPort(name));
    names.push(name);
  }
  return names;
}

function fillAgents(database: DatabaseSync, stateDir: string, names: readonly string[]): void {
  const insert = database.prepare(
    "insert into agents (name, wanted, status_text, status_set_at, created_at) values (?, 'stopped', ?, ?, ?)",
  );
  const now = Date.now();
  for (const [n, name] of names.entries()) {
    insert.run(name, sentence(n, 8), now - n * 1000, now - n * 60_000);
    mkdirSync(join(stateDir, "agents", name), { recursive: true, mode: 0o711 });
    writeFileSync(join(stateDir, "agents", name, "agent.json"), JSON.stringify({ network: "none" }));
  }
}

function fillMessages(database: DatabaseSync, names: readonly string[]): void {
  const insert = database.prepare(
    "insert into messages (sender, recipient, body, sent_at, chain_id, hops, state, attempts, acked_at) values (?, ?, ?, ?, ?, 0, 'acked', 1, ?)",
  );
  const start = Date.now() - HIVE_SIZE.messages * 1000;
  for (let n = 0; n < HIVE_SIZE.messages; n += 1) {
    const at = start + n * 1000;
    const from = names[n % names.length] as string;
    const to = n % 50 === 0 ? "operator" : (names[(n * 7 + 1) % names.length] as string);
    insert.run(from, to, body(n), at, `chain-${n}`, at + 500);
  }
}

// Short ones, lists, code, and now and then a long report.
function body(n: number): string {
  const short = `${n}: ${sentence(n, 12)}`;
  if (n % 10 === 3) return `${short}\n\n- ${sentence(n, 6)}\n- **${sentence(n + 1, 4)}**\n- \`retry(${n})\``;
  if (n % 25 === 7) return `${short}\n\n\`\`\`\nhost ${n}  p50 118 ms  p95 402 ms\n\`\`\`\n${sentence(n, 120)}`;
  return short;
}

function sentence(n: number, length: number): string {
  return Array.from({ length }, (_, at) => WORDS[(n * 5 + at * 3) % WORDS.length]).join(" ");
}

function fillApprovals(database: DatabaseSync, names: readonly string[]): void {
  const insert = database.prepare(`
    insert into approvals (agent, kind, commit_ref, sha, description, requested_by, requested_at, stage, resolved_at, risk, tagged)
    values (?, 'apply_commit', ?, ?, ?, 'manager', ?, ?, ?, '{"level":"low","reasons":["model: a → b"]}', 1)`);
  const now = Date.now();
  for (let n = 0; n < HIVE_SIZE.decided + HIVE_SIZE.pending; n += 1) {
    const sha = n.toString(16).padStart(40, "a");
    const isDecided = n < HIVE_SIZE.decided;
    const at = now - (HIVE_SIZE.decided - n) * 60_000;
    const stage = isDecided ? "denied" : "pending";
    insert.run(
      names[n % names.length] as string,
      sha.slice(0, 12),
      sha,
      sentence(n, 9),
      at,
      stage,
      isDecided ? at : null,
    );
  }
}
