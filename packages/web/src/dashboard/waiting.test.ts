import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleContainer } from "../store/sample.ts";
import { callChip, waitingAgents } from "./waiting.ts";

const words = { one: ": log in", many: "need login" };
const login = (name: string) => sampleContainer(name, { needs_login: true });

test("an agent without a session waits for the operator, a crashed one is trouble and not counted", () => {
  const waiting = waitingAgents([
    login("librarian"),
    sampleContainer("tester", { running: false, failed: true }),
    sampleContainer("coder"),
  ]);
  assert.deepEqual(
    waiting.forOperator.map(({ name }) => name),
    ["librarian"],
  );
  assert.deepEqual(
    waiting.inTrouble.map(({ name }) => name),
    ["tester"],
  );
});

test("one agent is named, several become one chip, none has no chip", () => {
  assert.deepEqual(callChip([login("librarian")], words), { text: "librarian: log in", href: "#agent-librarian" });
  assert.deepEqual(callChip([login("manager"), login("scout")], words), {
    text: "2 need login",
    href: "#agent-manager",
  });
  assert.equal(callChip([], words), undefined);
});
