import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ask, closing, readEvents } from "./ask-model.ts";
import type { Block, ReplyError } from "./reply.ts";
import { createScriptedModel } from "./scripted-model.ts";
import type { ScriptedModel } from "./scripted-model.ts";

let model: ScriptedModel;

before(async () => {
  model = await createScriptedModel();
});

after(() => model.close());

describe("errors", () => {
  const forms: [ReplyError, number, string, string][] = [
    [{ kind: "authentication" }, 401, "authentication_error", "invalid x-api-key"],
    [{ kind: "permission" }, 403, "permission_error", "Your account does not have access to this resource."],
    [
      { kind: "prompt_too_long", tokens: 250_000, maximum: 200_000 },
      400,
      "invalid_request_error",
      "prompt is too long: 250000 tokens > 200000 maximum",
    ],
    [{ kind: "invalid_request", message: "no such thing" }, 400, "invalid_request_error", "no such thing"],
    [{ kind: "server" }, 500, "api_error", "Internal server error"],
    [{ kind: "overloaded" }, 529, "overloaded_error", "Overloaded"],
  ];
  for (const [error, status, type, message] of forms) {
    test(`\`${error.kind}\` is answered with ${status} and ${type}`, async () => {
      await model.setScenario({ rules: [], otherwise: { error } });
      const response = await ask(model);
      assert.equal(response.status, status);
      assert.partialDeepStrictEqual(await response.json(), { type: "error", error: { type, message } });
    });
  }

  test("a rate limit says when to come again and when the window resets", async () => {
    const now = 1_800_000_000_000;
    await using still = closing(
      await createScriptedModel({
        clock: { now: () => now, sleep: async () => {} },
        scenario: {
          rules: [],
          otherwise: {
            error: { kind: "rate_limit", claim: "five_hour", resetsInSeconds: 90, retryAfterSeconds: 7, retry: false },
          },
        },
      }),
    );
    const { status, headers } = await ask(still.model);
    assert.equal(status, 429);
    assert.equal(headers.get("retry-after"), "7");
    assert.equal(headers.get("x-should-retry"), "false");
    assert.equal(headers.get("anthropic-ratelimit-unified-status"), "rejected");
    assert.equal(headers.get("anthropic-ratelimit-unified-reset"), "1800000090");
    assert.equal(headers.get("anthropic-ratelimit-unified-representative-claim"), "five_hour");
  });

  test("`cut` drops the connection before any answer", async () => {
    await model.setScenario({ rules: [], otherwise: { error: { kind: "cut" } } });
    await assert.rejects(ask(model), /fetch failed/);
  });

  test("a stream can break off in the middle, or end with an error event", async () => {
    const blocks: Block[] = [{ type: "text", text: "one two three" }];
    await model.setScenario({ rules: [], otherwise: { blocks, chunkSize: 4, cut: { afterEvents: 4 } } });
    const response = await ask(model, { stream: true });
    let seen = "";
    await assert.rejects(async () => {
      for await (const chunk of response.body ?? []) seen += Buffer.from(chunk).toString();
    });
    assert.match(seen, /"text":"one "/);
    assert.doesNotMatch(seen, /message_stop|three/);
    await model.setScenario({ rules: [], otherwise: { blocks, cut: { afterEvents: 2, error: "overloaded" } } });
    assert.deepEqual(
      (await readEvents(await ask(model, { stream: true }))).map(({ type }) => type),
      ["message_start", "ping", "error"],
    );
  });

  test("a request that is not one is refused with the reason, and the server goes on", async () => {
    const refused = await fetch(`${model.url}/v1/messages`, { method: "POST", body: '{"model": 3' });
    assert.equal(refused.status, 400);
    assert.partialDeepStrictEqual(await refused.json(), { error: { type: "invalid_request_error" } });
    assert.equal((await fetch(`${model.url}/v1/nothing`)).status, 404);
    assert.equal((await fetch(`${model.url}/api/hello`, { method: "HEAD" })).status, 200);
  });
});
