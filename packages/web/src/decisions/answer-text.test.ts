import assert from "node:assert/strict";
import { test } from "node:test";
import { answerText, NO_ANSWER, withPressed } from "./answer-text.ts";

const options = ["api.github.com", "packages.example", "docs.rs"];

test("an answer is the chosen options in their order, then the own words, in one text", () => {
  assert.equal(
    answerText({ options }, { chosen: [2, 0], words: " and docs.example \n" }),
    "api.github.com, docs.rs, and docs.example",
  );
  assert.equal(answerText({ options: [] }, { chosen: [], words: "yes" }), "yes");
  assert.equal(answerText({ options }, { chosen: [], words: "  " }), "");
});

test("one of several choices replaces the one before, any number stands where several may, a second press takes back", () => {
  const press = (multi: boolean, ...pressed: number[]) =>
    pressed.reduce((draft, option) => withPressed(draft, option, { multi }), NO_ANSWER).chosen;
  assert.deepEqual(press(false, 0, 1), [1]);
  assert.deepEqual(press(false, 1, 1), []);
  assert.deepEqual(press(true, 2, 0), [2, 0]);
  assert.deepEqual(press(true, 2, 0, 2), [0]);
});
