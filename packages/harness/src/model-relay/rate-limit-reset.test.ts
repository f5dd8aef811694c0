import assert from "node:assert/strict";
import { test } from "node:test";
import { rateLimitReset } from "./rate-limit-reset.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");

for (const [what, headers, expected] of [
  [
    "a subscription's reset in seconds",
    { "anthropic-ratelimit-unified-reset": "1800000000", "retry-after": "5" },
    1_800_000_000_000,
  ],
  [
    "the latest bucket that is empty",
    {
      "anthropic-ratelimit-requests-remaining": "0",
      "anthropic-ratelimit-requests-reset": "2026-01-01T00:01:00Z",
      "anthropic-ratelimit-tokens-remaining": "0",
      "anthropic-ratelimit-tokens-reset": "2026-01-01T00:02:00Z",
      "anthropic-ratelimit-output-tokens-remaining": "7",
      "anthropic-ratelimit-output-tokens-reset": "2026-01-01T09:00:00Z",
    },
    NOW + 120_000,
  ],
  ["seconds to wait", { "retry-after": "90" }, NOW + 90_000],
  ["a date to wait for", { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT" }, NOW + 30_000],
  ["nonsense", { "retry-after": "soon", "anthropic-ratelimit-unified-reset": "never" }, undefined],
  ["nothing", {}, undefined],
] as const) {
  test(`${what} gives ${expected ?? "no reset"}`, () => {
    assert.equal(rateLimitReset(headers, NOW), expected);
  });
}
