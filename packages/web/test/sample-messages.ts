import type { InboxRow } from "@hyperhive/wire";
import { sampleMessage } from "../src/store/sample.ts";

const acked = { state: "acked", attempts: 1 } as const;

/** A conversation with every fate, oldest first. */
export function sampleMessages(now: number): InboxRow[] {
  const at = (minutes: number) => now - minutes * 60_000;
  return [
    sampleMessage(101, {
      from: "tester",
      to: "operator",
      sent_at: at(190),
      body: "all 214 browser tests pass on `deployed/84`",
    }),
    sampleMessage(102, {
      from: "system",
      to: "manager",
      ...acked,
      sent_at: at(44),
      body: JSON.stringify({ event: "restarted", agent: "scribe", reason: "rebuilt", note: "`deployed/86`" }),
    }),
    sampleMessage(103, {
      from: "operator",
      to: "manager",
      ...acked,
      sent_at: at(39),
      body: "the nightly fetch died again. who can look?",
    }),
    sampleMessage(104, {
      from: "manager",
      to: "coder",
      ...acked,
      sent_at: at(38),
      body: "please take the fetcher. what i know:\n\n- 9 hosts, 3 of them answer `429`\n- one slow host holds up the other eight\n\nmeasure **before** you change anything; scout has numbers.",
    }),
    sampleMessage(105, {
      from: "coder",
      to: "scout",
      ...acked,
      sent_at: at(36),
      body: "send me p50 and p95 per host for the last week?",
    }),
    sampleMessage(106, {
      from: "scout",
      to: "coder",
      ...acked,
      sent_at: at(30),
      body: "six hosts so far, the rest when my limit is back:\n\n| host | p50 | p95 |\n|---|---|---|\n| api.northsea | 118 ms | 402 ms |\n| mirror-2 | 96 ms | 9 810 ms |\n\nall of it in /shared/reports/latency.md",
      file_refs: [{ path: "/shared/reports/latency.md", host_path: "/srv/hive/shared/reports/latency.md", size: 1843 }],
    }),
    sampleMessage(107, {
      from: "scribe",
      to: "operator",
      sent_at: at(29),
      body: "digest draft is in `/shared/digest/w47.md`, 2 open points at the end",
    }),
    sampleMessage(108, {
      from: "coder",
      to: "tester",
      state: "delivered",
      attempts: 2,
      sent_at: at(22),
      note: "the harness of tester died in mid-turn",
      body: "run the fetcher suite on `agent/coder/retry` and tell me the first failure only.",
    }),
    sampleMessage(109, { from: "reminder", to: "scribe", sent_at: at(21), body: "weekly digest is due at 17:00" }),
    sampleMessage(110, {
      from: "scout",
      to: "bard",
      state: "dead",
      attempts: 5,
      sent_at: at(20),
      note: "bard was destroyed",
      body: "numbers attached as promised",
    }),
    sampleMessage(111, {
      from: "manager",
      to: "operator",
      sent_at: at(2),
      body: "coder has a patch and wants to push it by itself. i would allow the branch, not main.",
    }),
    sampleMessage(112, {
      from: "tester",
      to: "coder",
      sent_at: at(1),
      body: "first failure: `retry.test.ts:88`, nine sleeps where one is expected",
    }),
    sampleMessage(113, { from: "operator", to: "coder", sent_at: at(0), body: "leave mirror-2 alone until monday" }),
  ];
}
