import assert from "node:assert/strict";
import { test } from "node:test";
import { readPrompt } from "./slash-command.ts";

test("plain text is a message, also with a slash inside or a path in front", () => {
  assert.deepEqual(readPrompt(" look at a/b "), { kind: "message", body: "look at a/b" });
  assert.deepEqual(readPrompt("/etc/hosts is wrong"), { kind: "message", body: "/etc/hosts is wrong" });
});

test("a word after a slash is a command", () => {
  assert.deepEqual(
    ["/help", "/clear", "/cancel ", "/compact", "/new-session"].map((draft) => readPrompt(draft).kind),
    ["help", "clear", "cancel", "compact", "new-session"],
  );
  assert.deepEqual(readPrompt("/model opus"), { kind: "model", model: "opus" });
});

test("a command that cannot be meant is not sent to the agent", () => {
  for (const draft of ["/modle opus", "/model", "/cancel now"]) assert.equal(readPrompt(draft).kind, "wrong");
});

test("two slashes send a text that begins with one", () => {
  assert.deepEqual(readPrompt("//help me"), { kind: "message", body: "/help me" });
});
