import type { ContainerView } from "@hyperhive/wire";
import { sampleContainer } from "../src/store/sample.ts";

/** One agent in each state. */
export function sampleContainers(now: number): ContainerView[] {
  const ago = (seconds: number) => Math.floor(now / 1000) - seconds;
  return [
    sampleContainer("manager", {
      port: 8000,
      active_model: "opus",
      status_text: "waiting for tester's numbers",
      ctx: 62_000,
      cost: 0.12,
      turn_state_since: ago(260),
    }),
    sampleContainer("coder", {
      port: 8202,
      active_model: "sonnet",
      turn_state: "thinking",
      turn_state_since: ago(102),
      status_text: "rewriting the retry loop of the fetcher",
      ctx: 84_200,
      cost: 0.31,
      queued: 2,
    }),
    sampleContainer("gardener", {
      port: 8471,
      paused: true,
      turn_state: "paused",
      turn_state_since: ago(7300),
      ctx: 16_000,
      cost: 0.02,
      queued: 2,
      network: "none",
    }),
    sampleContainer("librarian", {
      port: 8379,
      active_model: "sonnet",
      needs_login: true,
      turn_state: "needs_login",
      queued: 1,
    }),
    sampleContainer("scout", {
      port: 8537,
      active_model: "sonnet",
      turn_state: "rate_limited",
      turn_state_since: ago(30),
      turn_state_until: ago(-760),
      detail: "the model refuses until its limit is reset; hm1nd's message is kept",
      status_text: "latency survey, 6 of 9 hosts done",
      ctx: 134_000,
      cost: 0.71,
      queued: 1,
    }),
    sampleContainer("scribe", {
      port: 8847,
      turn_state: "compacting",
      turn_state_since: ago(18),
      ctx: 182_000,
      cost: 0.35,
    }),
    sampleContainer("tester", {
      port: 8114,
      running: false,
      failed: true,
      connected: false,
      ctx: 44_000,
      cost: 0.08,
      detail: "exit status 137: out of memory. attempt 2 of 5 in 30 s",
    }),
  ];
}
