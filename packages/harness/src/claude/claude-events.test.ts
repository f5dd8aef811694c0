import assert from "node:assert/strict";
import { test } from "node:test";
import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import { agentEventSchema } from "@hyperhive/wire";
import { claudeEvents } from "./claude-events.ts";

function eventsOf(message: object) {
  const events = claudeEvents(message as SDKMessage);
  for (const event of events) agentEventSchema.parse(event);
  return events;
}

const assistant = (content: object[], fields: object = {}) => ({
  type: "assistant",
  parent_tool_use_id: null,
  message: { model: "m", content, ...fields },
});

test("text, thinking and tool use become rows", () => {
  const message = assistant([
    { type: "thinking", thinking: "hm" },
    { type: "text", text: "hi" },
    { type: "tool_use", id: "t", name: "Bash", input: { command: "ls" } },
  ]);
  assert.deepEqual(eventsOf(message), [
    { kind: "thinking", text: "hm" },
    { kind: "text", text: "hi" },
    { kind: "tool_use", id: "t", name: "Bash", input: { command: "ls" } },
  ]);
});

test("what a subagent does carries its id", () => {
  const message = { ...assistant([{ type: "text", text: "hi" }]), parent_tool_use_id: "toolu_1" };
  assert.deepEqual(eventsOf(message), [{ kind: "text", text: "hi", subagent: "toolu_1" }]);
  assert.deepEqual(eventsOf({ ...message, agent_id: "a1" }), [{ kind: "text", text: "hi", subagent: "a1" }]);
});

test("an error that claude words itself is a note and not something the model said", () => {
  const message = assistant([{ type: "text", text: "Invalid API key" }], { model: "<synthetic>" });
  assert.deepEqual(eventsOf(message), [{ kind: "note", text: "Invalid API key" }]);
});

test("tool results become rows, whatever form their content has", () => {
  const result = (content: unknown, is_error?: boolean) => ({
    type: "tool_result",
    tool_use_id: "t",
    content,
    is_error,
  });
  const message = {
    type: "user",
    parent_tool_use_id: null,
    message: {
      content: [result("plain"), result([{ type: "text", text: "a" }, { type: "image" }], true), result(undefined)],
    },
  };
  assert.deepEqual(eventsOf(message), [
    { kind: "tool_result", id: "t", text: "plain", is_error: false },
    { kind: "tool_result", id: "t", text: "a\n[image]", is_error: true },
    { kind: "tool_result", id: "t", text: "", is_error: false },
  ]);
  assert.deepEqual(eventsOf({ ...message, message: { content: "[Request interrupted by user]" } }), []);
});

test("a model that does not answer, a compaction and a limit are told in words", () => {
  const retry = {
    type: "system",
    subtype: "api_retry",
    error_status: 529,
    retry_delay_ms: 1100,
    attempt: 2,
    max_retries: 10,
  };
  assert.deepEqual(eventsOf(retry), [
    { kind: "note", text: "the model did not answer (status 529); try 2 of 10 in 1.1 s" },
  ]);
  const boundary = { type: "system", subtype: "compact_boundary", compact_metadata: { pre_tokens: 9, post_tokens: 3 } };
  assert.deepEqual(eventsOf(boundary), [{ kind: "note", text: "conversation compacted: 9 tokens became 3" }]);
  const limit = (status: string) => ({
    type: "rate_limit_event",
    rate_limit_info: { status, resetsAt: 60, rateLimitType: "five_hour" },
  });
  assert.deepEqual(eventsOf(limit("allowed")), []);
  assert.match(JSON.stringify(eventsOf(limit("rejected"))), /five_hour: rejected, resets at 1970-01-01T00:01:00/);
});

test("a server that did not start is named", () => {
  const init = {
    type: "system",
    subtype: "init",
    mcp_servers: [
      { name: "chat", status: "failed" },
      { name: "ok", status: "connected" },
    ],
  };
  assert.match(JSON.stringify(eventsOf(init)), /MCP server chat could not be started/);
});

test("what this version does not know is kept as it came, what nobody needs is not", () => {
  assert.deepEqual(eventsOf({ type: "telepathy", n: 1 }), [
    { kind: "unrecognised", type: "telepathy", raw: '{"type":"telepathy","n":1}' },
  ]);
  assert.partialDeepStrictEqual(eventsOf({ type: "system", subtype: "dream" }), [
    { kind: "unrecognised", type: "system dream" },
  ]);
  assert.partialDeepStrictEqual(eventsOf(assistant([{ type: "server_tool_use" }])), [{ kind: "unrecognised" }]);
  assert.deepEqual(eventsOf({ type: "result" }), []);
});
