import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ask, closing, readEvents } from "./ask-model.ts";
import type { Block } from "./reply.ts";
import { createScriptedModel } from "./scripted-model.ts";
import type { ScriptedModel } from "./scripted-model.ts";

let model: ScriptedModel;

before(async () => {
  model = await createScriptedModel();
});

after(() => model.close());

describe("an answer", () => {
  const blocks: Block[] = [
    { type: "thinking", thinking: "hm", signature: "c2ln" },
    { type: "text", text: "ab🐝d" },
    { type: "tool_use", id: "toolu_1", name: "Bash", input: { command: "ls" } },
  ];
  const usage = { inputTokens: 11, outputTokens: 22, cacheReadTokens: 33, cacheCreationTokens: 44 };
  const counts = { input_tokens: 11, output_tokens: 22, cache_read_input_tokens: 33, cache_creation_input_tokens: 44 };

  test("is streamed block by block in the order of the real API", async () => {
    await model.setScenario({ rules: [], otherwise: { blocks, usage, chunkSize: 3 } });
    const stream = await readEvents(await ask(model, { stream: true }));
    const seen = stream.map(({ type, delta }) => delta?.type ?? type);
    const [start, stop] = ["content_block_start", "content_block_stop"];
    assert.deepEqual(seen.slice(0, 6), ["message_start", "ping", start, "thinking_delta", "signature_delta", stop]);
    assert.deepEqual(seen.slice(6, 10), [start, "text_delta", "text_delta", stop]);
    assert.deepEqual(seen.slice(10), [
      start,
      ...Array.from({ length: 7 }, () => "input_json_delta"),
      stop,
      "message_delta",
      "message_stop",
    ]);
    assert.equal(stream.map(({ delta }) => delta?.text ?? "").join(""), "ab🐝d");
    assert.deepEqual(JSON.parse(stream.map(({ delta }) => delta?.partial_json ?? "").join("")), { command: "ls" });
    assert.partialDeepStrictEqual(stream.at(-2), { delta: { stop_reason: "tool_use" }, usage: counts });
  });

  test("comes whole when no stream is asked for", async () => {
    await model.setScenario({ rules: [], otherwise: { blocks, usage, stopReason: "max_tokens" } });
    assert.partialDeepStrictEqual(await (await ask(model)).json(), {
      type: "message",
      role: "assistant",
      model: "claude-test",
      content: blocks,
      stop_reason: "max_tokens",
      usage: counts,
    });
  });

  test("waits on the clock before the first byte and between events", async () => {
    const slept: number[] = [];
    const clock = { now: () => 0, sleep: async (milliseconds: number) => void slept.push(milliseconds) };
    const otherwise = { blocks: [{ type: "text" as const, text: "x" }], delayMs: 5, chunkDelayMs: 2 };
    await using slow = closing(await createScriptedModel({ clock, scenario: { rules: [], otherwise } }));
    await (await ask(slow.model, { stream: true })).text();
    assert.deepEqual(slept, [5, 2, 2, 2, 2, 2, 2]);
  });

  test("stops waiting when the caller leaves", async () => {
    const asleep = Promise.withResolvers<AbortSignal>();
    const clock = {
      now: () => 0,
      sleep: (_: number, signal: AbortSignal) => untilAborted(signal, () => asleep.resolve(signal)),
    };
    await using slow = closing(
      await createScriptedModel({ clock, scenario: { rules: [], otherwise: { blocks, delayMs: 1000 } } }),
    );
    const leaving = new AbortController();
    const gone = assert.rejects(ask(slow.model, {}, leaving.signal), { name: "AbortError" });
    const signal = await asleep.promise;
    leaving.abort();
    await gone;
    await untilAborted(signal).catch((reason: Error) => assert.match(reason.message, /caller went away/));
  });

  test("can count the tokens of a prompt", async () => {
    const response = await fetch(`${model.url}/v1/messages/count_tokens?beta=true`, {
      method: "POST",
      body: JSON.stringify({ model: "m", messages: [{ role: "user", content: "x".repeat(4000) }] }),
    });
    const { input_tokens: tokens } = (await response.json()) as { input_tokens: number };
    assert.ok(tokens >= 1000 && tokens < 1100, `${tokens} tokens`);
  });
});

function untilAborted(signal: AbortSignal, begun = () => {}): Promise<void> {
  begun();
  const { promise, reject } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  if (signal.aborted) reject(signal.reason);
  return promise;
}
