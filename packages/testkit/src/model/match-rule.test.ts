import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ask, closing, firstBlocks, firstTexts } from "./ask-model.ts";
import { createScriptedModel } from "./scripted-model.ts";
import type { ScriptedModel } from "./scripted-model.ts";

let model: ScriptedModel;

before(async () => {
  model = await createScriptedModel();
});

after(() => model.close());

describe("rules", () => {
  const toolTurn = [
    { role: "user", content: "ask carol about 7 bees" },
    { role: "assistant", content: [{ type: "tool_use", id: "t1", name: "mcp__hyperhive__ask", input: {} }] },
    {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: "t1", content: [{ type: "text", text: "question 42 is open" }] }],
    },
  ];

  test("fill captures, names and numbers into the answer", async () => {
    await model.setScenario({
      rules: [
        {
          when: { prompt: "ask (?<who>\\w+) about (\\d+)", toolResult: "question (\\d+)", tool: "mcp__hyperhive__ask" },
          reply: {
            blocks: [
              {
                type: "tool_use",
                name: "wait",
                input: { id: { $number: "$3" }, note: ["$<who> costs $$$2, says $<agent>"] },
              },
            ],
          },
        },
      ],
    });
    const [block] = await firstBlocks(model, [{ system: "You are `alice`, a bee.", messages: toolTurn }]);
    assert.deepEqual(block?.input, { id: 42, note: ["carol costs $7, says alice"] });
  });

  test("answer `times` times, each step of a turn counted by itself", async () => {
    await model.setScenario({
      rules: [
        { name: "first", times: 1, replies: ["a1", "a2"] },
        { times: 1, replies: ["b1", "b2"] },
      ],
      otherwise: "none",
    });
    const begin = { messages: toolTurn.slice(0, 1) };
    const on = { messages: toolTurn };
    assert.deepEqual(await firstTexts(model, [begin, on, begin, on, begin]), ["a1", "a2", "b1", "b2", "none"]);
  });

  test("match on agent, model, call and the newest message only", async () => {
    await model.setScenario({
      rules: [
        { when: { agent: "bob", call: 2 }, reply: "second of bob" },
        { when: { agent: "bob" }, reply: "bob" },
        { when: { model: "opus" }, reply: "opus" },
        { when: { prompt: "^now$" }, reply: "now" },
      ],
      otherwise: "nobody",
    });
    const retried = {
      messages: [{ role: "user", content: ["failed before", "now"].map((text) => ({ type: "text", text })) }],
    };
    const bob = { headers: { "x-hyperhive-agent": "bob" } };
    const old = {
      messages: [
        { role: "user", content: "now" },
        { role: "assistant", content: "ok" },
        { role: "user", content: "<system-reminder>now</system-reminder>later" },
      ],
    };
    const interrupted = {
      messages: [
        ...toolTurn.slice(0, 2),
        {
          role: "user",
          content: [
            { type: "tool_result", tool_use_id: "t1", content: "stopped" },
            { type: "text", text: "[Request interrupted by user for tool use]\n" },
            { type: "text", text: "now" },
          ],
        },
      ],
    };
    assert.deepEqual(await firstTexts(model, [bob, bob, { model: "claude-opus-4-8" }, old, interrupted, retried]), [
      "bob",
      "second of bob",
      "opus",
      "nobody",
      "now",
      "now",
    ]);
  });

  test("give way to `respond`, which may leave the answer to them", async () => {
    await using own = closing(
      await createScriptedModel({
        scenario: { rules: [], otherwise: "scenario" },
        respond: ({ prompt, step }) => (prompt === "mine" ? `own at ${step}` : undefined),
      }),
    );
    const said = await firstTexts(
      own.model,
      ["mine", "other"].map((content) => ({ messages: [{ role: "user", content }] })),
    );
    assert.deepEqual(said, ["own at 0", "scenario"]);
    assert.deepEqual(
      own.model.requests.map(({ rule }) => rule),
      ["respond", "otherwise"],
    );
  });

  test("show the caller what went wrong in `respond`, and that trying again is useless", async () => {
    const respond = () => {
      throw new Error("a failed assertion");
    };
    await using own = closing(await createScriptedModel({ respond }));
    const response = await ask(own.model);
    assert.equal(response.status, 500);
    assert.equal(response.headers.get("x-should-retry"), "false");
    assert.match(await response.text(), /a failed assertion/);
  });

  test("leave a compaction to its default unless they ask for it", async () => {
    const compaction = {
      messages: [
        {
          role: "user",
          content:
            "CRITICAL: Respond with TEXT ONLY.\n\nYour task is to create a detailed summary of the conversation so far.",
        },
      ],
    };
    await model.setScenario({ rules: [{ when: {}, reply: "a turn" }] });
    assert.match(String(await firstTexts(model, [compaction])), /<summary>/);
    await model.setScenario({ rules: [{ when: { purpose: "compact" }, reply: "<summary>mine</summary>" }] });
    assert.deepEqual(await firstTexts(model, [compaction]), ["<summary>mine</summary>"]);
  });
});
