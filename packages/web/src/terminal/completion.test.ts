import assert from "node:assert/strict";
import { test } from "node:test";
import { completionKey } from "./completion.ts";

const choices = ["scout", "scribe"].map((name) => ({ text: `@${name} `, label: `@${name}`, hint: "" }));

test("arrows go round in both directions", () => {
  assert.deepEqual(completionKey({ choices, at: 1 }, "ArrowDown"), { do: "move", at: 0 });
  assert.deepEqual(completionKey({ choices, at: 0 }, "ArrowUp"), { do: "move", at: 1 });
});

test("Tab and Enter take the chosen line, Escape closes the list", () => {
  assert.deepEqual(completionKey({ choices, at: 1 }, "Tab"), { do: "take", choice: choices[1] });
  assert.deepEqual(completionKey({ choices, at: 0 }, "Enter"), { do: "take", choice: choices[0] });
  assert.deepEqual(completionKey({ choices, at: 0 }, "Escape"), { do: "close" });
});

test("other keys, and every key on an empty list, stay with the field", () => {
  assert.deepEqual(completionKey({ choices, at: 0 }, "a"), { do: "pass" });
  assert.deepEqual(completionKey({ choices: [], at: 0 }, "Enter"), { do: "pass" });
});
