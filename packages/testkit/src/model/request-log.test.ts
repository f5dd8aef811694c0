import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ask, closing } from "./ask-model.ts";
import { createScriptedModel } from "./scripted-model.ts";

describe("the request log", () => {
  test("is bounded, and a waiter is told of a request or of the time that ran out", async () => {
    await using small = closing(await createScriptedModel({ logLimit: 2 }));
    const waiting = small.model.waitForRequest(({ agent }) => agent === "dave");
    for (const name of ["a", "b", "dave"])
      await ask(small.model, { headers: { "x-hyperhive-agent": name, "x-api-key": "made-up" } });
    const found = await waiting;
    assert.equal(found.index, 2);
    assert.equal(found.headers["x-api-key"], "made-up");
    assert.deepEqual(
      small.model.requests.map(({ agent }) => agent),
      ["b", "dave"],
    );
    await assert.rejects(
      small.model.waitForRequest(() => false, { timeoutMs: 5 }),
      /no matching request .* within 5 ms; it saw 3/,
    );
  });

  test("rejects those who still wait when the model is closed", async () => {
    const model = await createScriptedModel();
    const waiting = assert.rejects(
      model.waitForRequest(() => false),
      /was closed/,
    );
    await model.close();
    await waiting;
  });
});
