import assert from "node:assert/strict";
import { test } from "node:test";
import { fillPrompt, readSystemPrompt } from "./system-prompt.ts";

const who = { name: "alice", pronouns: "xe/xem" };

for (const flavor of ["agent", "manager"] as const) {
  test(`the prompt of the ${flavor} names it and the operator's pronouns, and leaves nothing to fill`, async () => {
    const prompt = await readSystemPrompt(flavor, who);
    assert.match(prompt, /^You are `alice`/);
    assert.match(prompt, /xe\/xem/);
    assert.doesNotMatch(prompt, /\{\{/);
    for (const rule of [
      /\/state\/notes\.md/,
      /`recv` with `wait_seconds` 180/,
      /Never wait with Bash `sleep`/,
      /mcp__<server>__<tool>/,
    ]) {
      assert.match(prompt, rule);
    }
  });
}

test("an agent learns where its config is, the manager that an edit there is only a proposal", async () => {
  assert.match(await readSystemPrompt("agent", who), /`\/agents\/alice\/config`/);
  assert.match(
    await readSystemPrompt("manager", who),
    /An edit is a proposal: nothing of it takes effect without the operator/,
  );
});

test("a prompt that asks for an unknown word is refused", () => {
  assert.throws(() => fillPrompt("{{who}}", { name: "x" }), /uses \{\{who\}\}; known are name/);
});
