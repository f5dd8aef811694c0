import assert from "node:assert/strict";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { closing, firstTexts } from "./ask-model.ts";
import { parseScenario, ScenarioError } from "./load-scenario.ts";
import type { Scenario } from "./scenario.ts";
import { createScriptedModel } from "./scripted-model.ts";

describe("a scenario that cannot be used", () => {
  const faults: [string, unknown, RegExp][] = [
    [
      "an unknown field is named beside the known ones",
      { rules: [{ when: { user: "x" }, reply: "y" }] },
      /`rules\[0\]\.when`: Unrecognized key: "user"; known are `agent`, `prompt`/,
    ],
    [
      "a broken pattern is shown with the help of its field",
      { rules: [{ when: { prompt: "(" }, reply: "y" }] },
      /`rules\[0\]\.when\.prompt`: expected a regular expression, got "\(".*\(the text that began the turn\)/,
    ],
    [
      "a rule needs one kind of answer",
      { rules: [{ reply: "a", replies: ["b"] }] },
      /`rules\[0\]`: expected exactly one of `reply` and `replies`/,
    ],
    [
      "a reply needs blocks or an error",
      { rules: [], otherwise: {} },
      /`otherwise`: expected exactly one of `blocks` and `error`/,
    ],
    [
      "a block needs a known type",
      { rules: [{ reply: { blocks: [{ type: "image" }] } }] },
      /`rules\[0\]\.reply\.blocks\[0\]\.type`: expected `type` to be one of/,
    ],
    [
      "a template may use only what its rule catches",
      { rules: [{ when: { prompt: "(a)" }, reply: "$1 $2 $<who>" }] },
      /`rules\[0\]`: a template uses `\$2`.*\n.*`\$<who>`/,
    ],
  ];
  for (const [title, scenario, message] of faults) {
    test(title, () =>
      assert.throws(
        () => parseScenario(scenario),
        (error) => error instanceof ScenarioError && message.test(error.message),
      ),
    );
  }

  test("in a file is refused with the name of the file, and the old scenario stays", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "scenario-"));
    await using open = closing(await createScriptedModel({ scenario: { rules: [], otherwise: "still here" } }));
    const path = join(folder.path, "broken.json");
    await writeFile(path, '{"rules": [}');
    await assert.rejects(open.model.setScenario(path), new RegExp(`${path} is not JSON`));
    assert.deepEqual(await firstTexts(open.model), ["still here"]);
    await writeFile(path, JSON.stringify({ rules: [], otherwise: "from the file" } satisfies Scenario));
    await open.model.setScenario(path);
    assert.deepEqual(await firstTexts(open.model), ["from the file"]);
  });
});
