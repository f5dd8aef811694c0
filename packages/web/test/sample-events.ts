import type { AgentEvent, AgentEventRow } from "@hyperhive/wire";

const DIFF = {
  file_path: "src/fetcher/retry.ts",
  old_string: "  await sleep(backoff(attempt));\n  return fetchOnce(url);\n}",
  new_string:
    "  const host = new URL(url).host;\n  const queue = queues.for(host);\n  await queue.rest(backoff(attempt));\n  return queue.run(() => fetchOnce(url));\n}",
};

const delivery = (from: string, body: string, id: number) => `from: ${from}\nid: ${id}\n\n${body}`;

const USAGE = {
  ctx: 79_400,
  input_tokens: 900,
  output_tokens: 700,
  cache_read_tokens: 78_000,
  cache_write_tokens: 500,
  cost_usd: 0.27,
};

/** Seconds before now, and what happened. */
const STORY: readonly (readonly [number, AgentEvent])[] = [
  [620, { kind: "session", session_id: "5f0c2d1e-7a", resumed: true }],
  [
    610,
    {
      kind: "turn_start",
      turn: 213,
      woken_by: "scout",
      message_ids: [106],
      model: "sonnet",
      prompt: delivery(
        "scout",
        "six hosts so far, the rest when my limit is back. see `/shared/reports/latency.md`",
        106,
      ),
    },
  ],
  [606, { kind: "tool_use", id: "a", name: "mcp__hyperhive__recv", input: {} }],
  [
    606,
    {
      kind: "tool_result",
      id: "a",
      is_error: false,
      text: "(empty)",
    },
  ],
  [604, { kind: "tool_use", id: "b", name: "Read", input: { file_path: "/shared/reports/latency.md" } }],
  [604, { kind: "tool_result", id: "b", is_error: false, text: "line\n".repeat(41) }],
  [
    597,
    {
      kind: "text",
      text: "**mirror-2** is the one: p95 is 9.8 s, the others stay under 420 ms. One slow host holds the queue because every retry sleeps on the shared worker.",
    },
  ],
  [
    580,
    {
      kind: "turn_end",
      turn: 213,
      outcome: "ok",
      started_at: 0,
      duration_ms: 38_200,
      model: "sonnet",
      woken_by: "scout",
      usage: USAGE,
      tool_calls: { recv: 1, Read: 1 },
    },
  ],
  [
    102,
    {
      kind: "turn_start",
      turn: 214,
      woken_by: "manager",
      message_ids: [104],
      model: "sonnet",
      prompt: delivery("manager", "go on with the fetcher. keep it small:\n\n1. measure\n2. one commit\n3. tests", 104),
    },
  ],
  [101, { kind: "tool_use", id: "c", name: "mcp__hyperhive__recv", input: { wait_seconds: 0 } }],
  [
    101,
    {
      kind: "tool_result",
      id: "c",
      is_error: false,
      text: delivery("tester", "first failure: `retry.test.ts:88`, **nine** sleeps where one is expected", 107),
    },
  ],
  [
    99,
    {
      kind: "thinking",
      text: "The retry loop sleeps on the shared worker, so I should look at where the queue is held before I change anything.",
    },
  ],
  [92, { kind: "note", text: "note: tests of the fetcher need FETCH_FAKE=1, or they go out" }],
  [91, { kind: "tool_use", id: "d", name: "Bash", input: { command: "npm test -- fetcher" } }],
  [87, { kind: "stderr", line: "npm warn deprecated glob@7.2.3: no longer supported" }],
  [
    50,
    {
      kind: "tool_result",
      id: "d",
      is_error: true,
      text: `✗ backs off once per host (1204 ms)\n  expected 1 sleep, got 9\n${"  at retry.test.ts:88:12\n".repeat(212)}`,
    },
  ],
  [48, { kind: "tool_use", id: "e", name: "Task", input: { description: "find every sleep in src/" } }],
  [44, { kind: "text", subagent: "e", text: "two sleeps, both in `retry.ts`" }],
  [43, { kind: "tool_result", id: "e", is_error: false, text: "two sleeps, both in retry.ts" }],
  [
    40,
    {
      kind: "text",
      text: "There are two sleeps, and both wait on the *shared* worker. I move the wait into the host's own queue:",
    },
  ],
  [38, { kind: "tool_use", id: "f", name: "Edit", input: DIFF }],
  [38, { kind: "tool_result", id: "f", is_error: false, text: "ok" }],
  [
    37,
    {
      kind: "tool_use",
      id: "g",
      name: "Write",
      input: { file_path: "src/fetcher/host-queue.ts", content: "export class HostQueue {\n".repeat(38) },
    },
  ],
  [37, { kind: "tool_result", id: "g", is_error: false, text: "ok" }],
  [36, { kind: "unrecognised", type: "tool_progress", raw: '{"id":"toolu_01Rk","percent":40}' }],
  [
    30,
    {
      kind: "tool_use",
      id: "h",
      name: "mcp__hyperhive__send",
      input: {
        to: "tester",
        body: "run the fetcher suite on `agent/coder/retry` and tell me the **first** failure only.",
      },
    },
  ],
  [
    30,
    {
      kind: "tool_result",
      id: "h",
      is_error: false,
      text: "message 108 to tester: queued",
    },
  ],
  [12, { kind: "tool_use", id: "i", name: "Bash", input: { command: "FETCH_FAKE=1 npm test -- fetcher" } }],
];

/** The history of an agent with one turn done and one running. */
export function sampleEvents(now: number): AgentEventRow[] {
  return STORY.map(([ago, event], index) => ({ epoch: "e1", seq: index + 1, at: now - ago * 1000, event }));
}
