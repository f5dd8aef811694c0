import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { ask } from "./ask-model.ts";
import { findClaude } from "../hive/find-claude.ts";
import { createScriptedModel } from "./scripted-model.ts";
import type { ScriptedModel } from "./scripted-model.ts";

type Content = { type: string; thinking?: string; content?: unknown };
type Line = { type: string; subtype?: string; result?: string; message?: { content: Content[] } };

const run = promisify(execFile);

let model: ScriptedModel;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "scripted-model-"));
  model = await createScriptedModel();
});

after(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

describe("the real claude binary", () => {
  test("runs a whole tool turn, and its captures reach the tool", async () => {
    await model.setScenario({
      rules: [
        {
          when: { agent: "alice", prompt: "tell (\\w+)" },
          replies: [
            {
              blocks: [
                { type: "thinking", thinking: "To $1?" },
                { type: "tool_use", name: "Bash", input: { command: "echo sent-to-$1" } },
              ],
            },
            "told $1",
          ],
        },
      ],
    });
    const lines = await runClaude("tell bob", ["--allowedTools", "Bash(echo:*)"]);
    const toolResult = lines
      .find(({ type }) => type === "user")
      ?.message?.content.find(({ type }) => type === "tool_result");
    const thought = lines.flatMap(({ message }) => message?.content ?? []).find(({ type }) => type === "thinking");
    assert.equal(toolResult?.content, "sent-to-bob");
    assert.equal(thought?.thinking, "To bob?");
    assert.partialDeepStrictEqual(lines.at(-1), {
      type: "result",
      subtype: "success",
      is_error: false,
      result: "told bob",
      num_turns: 2,
    });
  });

  test("is told apart from its own title request, which uses up no rule", async () => {
    await model.setScenario({ rules: [{ when: {}, times: 1, reply: "the answer" }] });
    const title = await ask(model, {
      system: "You are naming a coding session so the user can find it.",
      messages: [{ role: "user", content: "<session>x</session>" }],
    });
    assert.match(await title.text(), /"title/);
    assert.equal((await runClaude("hello")).at(-1)?.result, "the answer");
  });

  test("reports a prompt that is too long and tries again after an overloaded server", async () => {
    await model.setScenario({
      rules: [
        { when: { prompt: "long" }, reply: { error: { kind: "prompt_too_long" } } },
        { when: { prompt: "busy" }, times: 1, reply: { error: { kind: "overloaded" } } },
        {
          when: { prompt: "cut" },
          times: 1,
          reply: { blocks: [{ type: "text", text: "half an answer" }], chunkSize: 4, cut: { afterEvents: 4 } },
        },
      ],
      otherwise: "recovered",
    });
    assert.partialDeepStrictEqual((await runClaude("long")).at(-1), {
      is_error: true,
      terminal_reason: "prompt_too_long",
      api_error_status: 400,
    });
    for (const prompt of ["busy", "cut"]) {
      const lines = await runClaude(prompt);
      assert.equal(lines.filter(({ subtype }) => subtype === "api_retry").length, 1, `one retry after ${prompt}`);
      assert.equal(lines.at(-1)?.result, "recovered");
    }
  });
});

async function runClaude(prompt: string, args: readonly string[] = []): Promise<Line[]> {
  const env = {
    HOME: folder,
    PATH: "/usr/bin:/bin",
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: "made-up",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  };
  const fixed = [
    "--print",
    "--output-format",
    "stream-json",
    "--verbose",
    "--model",
    "haiku",
    "--setting-sources",
    "",
    "--strict-mcp-config",
    "--system-prompt",
    "You are `alice`.",
  ];
  const outcome = run(findClaude(), [...fixed, ...args, "--", prompt], { env, cwd: folder, timeout: 240_000 });
  outcome.child.stdin?.end();
  const { stdout } = await outcome.catch((failure: { stdout: string }) => failure);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}
