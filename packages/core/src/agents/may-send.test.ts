import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema } from "@hyperhive/wire";
import { maySend } from "./may-send.ts";

const reading = (send_to?: string[]) => ({ ok: true as const, config: agentConfigSchema.parse({ send_to }) });

test("an agent without a list may send to everyone", () => {
  for (const to of ["operator", "manager", "scout"]) assert.ok(maySend(reading(), "coder", to));
});

test("an agent with a list may send to those on it and to itself, and to nobody else", () => {
  const config = reading(["manager", "scout"]);
  for (const to of ["manager", "scout", "coder"]) assert.ok(maySend(config, "coder", to), to);
  for (const to of ["operator", "tester"]) assert.ok(!maySend(config, "coder", to), to);
  assert.ok(!maySend(reading([]), "coder", "manager"));
});

test("the manager may be listed by the name of its cage", () => {
  assert.ok(maySend(reading(["hm1nd"]), "coder", "manager"));
});

test("an agent whose configuration cannot be read reaches only itself", () => {
  const broken = { ok: false as const, problem: "agent.json: expected JSON" };
  assert.ok(maySend(broken, "coder", "coder"));
  assert.ok(!maySend(broken, "coder", "operator"));
});
