import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { z } from "zod";
import { hiveTools } from "./hive-tools.ts";

const names = (flavor: "agent" | "manager") => hiveTools(flavor).map(({ name }) => name);

test("an agent has the tools of messages and decisions, the manager its own beside them", () => {
  const messages = ["send", "recv", "whoami", "set_status", "request_next_turn", "message_status"];
  const decisions = ["ask", "answer", "remind", "get_loose_ends", "cancel_loose_end"];
  const proposals = ["request_spawn", "request_init_config", "request_apply_commit"];
  const lifecycle = ["kill", "start", "restart", "update", "get_logs"];
  assert.deepEqual(names("agent"), [...messages, ...decisions]);
  assert.deepEqual(names("manager"), [...messages, ...decisions, ...proposals, ...lifecycle]);
});

test("no flavor has a tool for what only the operator decides", () => {
  for (const name of names("manager")) assert.doesNotMatch(name, /destroy|purge|approve|deny|revise|login/);
});

test("every tool says what it is for, and its input has a JSON Schema without the key", () => {
  for (const { name, description, shape } of hiveTools("manager")) {
    assert.ok(description.length > 20, name);
    const { properties = {} } = z.toJSONSchema(z.object(shape), { io: "input" });
    assert.ok(!Object.hasOwn(properties, "key"), name);
  }
});

test("the page about turns lists each tool with its inputs, and who has it", async () => {
  const page = await readFile(new URL("../../../../docs/turn-loop.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| (`.*`) +\| (both|manager) +\|/gm)];
  const listed = rows.flatMap(([, calls = "", who]) =>
    [...calls.matchAll(/`(\w+)\((.*?)\)`/g)].map(([, name, inputs = ""]) => ({
      name,
      inputs: inputs.split(/, | or /).flatMap((input) => (input === "" ? [] : [input.replace("?", "")])),
      who,
    })),
  );
  const agents = names("agent");
  assert.deepEqual(
    listed,
    hiveTools("manager").map(({ name, shape }) => ({
      name,
      inputs: Object.keys(shape),
      who: agents.includes(name) ? "both" : "manager",
    })),
  );
});

test("what a model must know before it calls stands in the description", () => {
  const about = (name: string) => hiveTools("manager").find((tool) => tool.name === name)?.description ?? "";
  for (const word of [
    "`options`",
    "`multi`",
    "`ttl_seconds`",
    "`[expired]`",
    "`[cancelled]`",
    "`[cancelled by <name>]`",
  ])
    assert.ok(about("ask").includes(word), word);
  assert.match(about("remind"), /exactly one time: `delay_seconds` from now, or `at` in Unix seconds/);
  assert.match(about("request_apply_commit"), /7 to 40 hex digits .* a branch, a tag or `HEAD` is refused/);
});
