import assert from "node:assert/strict";
import { test } from "node:test";
import { humanLine } from "./human-line.ts";

test("a log line says how bad it is, whom it concerns, what happened and why", () => {
  const entry = {
    level: 50,
    time: 1,
    agent: "coder",
    err: { message: "no such file" },
    msg: "the cage cannot be looked at",
  };
  assert.equal(humanLine(`${JSON.stringify(entry)}\n`), "error: coder: the cage cannot be looked at (no such file)\n");
  assert.equal(humanLine('{"level":40,"msg":"the port is taken"}\n'), "warning: the port is taken\n");
  assert.equal(humanLine('{"level":30,"msg":"the core is up"}\n'), "the core is up\n");
});

test("what an agent put into a log line cannot steer the terminal", () => {
  assert.ok(!humanLine(JSON.stringify({ level: 40, msg: "\u001b[2Jgone" })).includes("\u001b"));
});

test("what is no log line is shown as it came", () => {
  assert.equal(humanLine("panic\n"), "panic\n");
});
