import assert from "node:assert/strict";
import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { setStage } from "./stage.ts";
import { playTools, using } from "./use-tools.ts";

const program = fileURLToPath(new URL("../src/bin/hive-ag3nt.ts", import.meta.url));

test("a Bash pattern lets its own commands through and no others, nor a chain that hides one", async () => {
  const { stage, results: seen } = await playTools({
    config: { tools: ["Bash(echo *)", "Write"] },
    scenario: using(
      { name: "Bash", input: { command: "echo fine", description: "say fine" } },
      { name: "Bash", input: { command: "touch sneaky", description: "make a file" } },
      { name: "Bash", input: { command: "echo a; touch sneaky", description: "make a file" } },
      { name: "WebFetch", input: { url: "http://127.0.0.1/", prompt: "x" } },
    ),
  });
  await using _ = stage;
  assert.deepEqual(
    seen.map(({ is_error }) => is_error),
    [false, true, true, true],
  );
  assert.equal(seen[0]?.text, "fine");
  await assert.rejects(access(`${stage.state}/sneaky`));
});

test("files outside the working directory can be written when Write is allowed, and not when it is not", async () => {
  await using stage = await setStage();
  const { core, model, root } = stage;
  const file = join(root, "shared.txt");
  await model.setScenario(using({ name: "Write", input: { file_path: file, content: "for all" } }));
  core.deliver("use them");
  stage.start();
  await core.until("the end of the turn", () => core.turns().length === 1);
  assert.equal(await readFile(file, "utf8"), "for all");
  await stage.stop();
  await writeFile(join(root, "agent.json"), JSON.stringify({ tools: ["Read"] }));
  await model.setScenario(using({ name: "Write", input: { file_path: `${file}.2`, content: "for all" } }));
  core.deliver("use them");
  stage.start();
  await core.until("the end of the turn", () => core.turns().length === 2);
  await assert.rejects(access(`${file}.2`));
});

test("a tool that the core refuses comes back as an error that claude can read", async () => {
  const { stage, results: seen } = await playTools({
    scenario: using(
      { name: "mcp__hyperhive__send", input: { to: "nobody", body: "hi" } },
      { name: "mcp__hyperhive__message_status", input: { ids: [101, 999] } },
      { name: "mcp__hyperhive__set_status", input: { text: "testing" } },
      { name: "mcp__hyperhive__whoami" },
      { name: "mcp__hyperhive__recv", input: { max: "many" } },
    ),
  });
  await using _ = stage;
  assert.deepEqual(
    seen.map(({ is_error }) => is_error),
    [true, false, false, false, true],
  );
  assert.match(seen[0]?.text ?? "", /^unknown_recipient: .*did you mean `bob`/);
  assert.equal(seen[1]?.text, "message 101 to bob: acked, delivered 1 time(s)\nmessage 999: not one of yours");
  assert.match(seen[3]?.text ?? "", /"name":"alice"/);
  assert.ok(stage.core.events.some((event) => event.kind === "status_changed" && event.text === "testing"));
});

test("messages received in a turn are acked with the one that woke it", async () => {
  await using stage = await setStage({
    scenario: using({ name: "mcp__hyperhive__recv", input: { max: 5 } }),
  });
  const { core } = stage;
  core.deliver("use them");
  core.deliver("one more", "bob");
  core.deliver("and another", "carol");
  stage.start();
  await core.until("the ack", () => core.acked.length === 3 && core.turns().length > 0);
  assert.equal(core.turns().length, 1);
  const start = core.events.find((event) => event.kind === "turn_start");
  assert.match(start?.prompt ?? "", /\(2 more waiting: call recv\(max: 2\)/);
  const result = core.events.find((event) => event.kind === "tool_result");
  assert.equal(
    result?.text,
    "popped 2 message(s)\n---\nfrom: bob\nid: 2\n\none more\n---\nfrom: carol\nid: 3\n\nand another",
  );
});

test("a turn that the agent asks for follows with its own note", async () => {
  await using stage = await setStage({
    scenario: using({ name: "mcp__hyperhive__request_next_turn", input: { note: "go on" } }),
  });
  const { core } = stage;
  core.deliver("use them");
  stage.start();
  await core.until("the second turn", () => core.turns().length === 2);
  assert.deepEqual(
    core.turns().map(({ woken_by }) => woken_by),
    ["operator", "self"],
  );
  const [, second] = core.events.filter((event) => event.kind === "turn_start");
  assert.match(second?.prompt ?? "", /go on/);
});

test("an extra MCP server's tools are there as far as they are allowed, and one named hyperhive is dropped", async () => {
  const stage = await setStage({
    scenario: using({ name: "mcp__other__whoami" }, { name: "mcp__other__set_status", input: { text: "x" } }),
  });
  await using _ = stage;
  const { core, root } = stage;
  const server = {
    command: process.execPath,
    args: [program, "mcp"],
    env: { HYPERHIVE_SOCKET: `${root}/mcp.sock` },
    allowed_tools: ["whoami"],
  };
  await writeFile(`${root}/agent.json`, JSON.stringify({ mcp_servers: { other: server, hyperhive: server } }));
  core.deliver("use them");
  stage.start();
  await core.until("the end of the turn", () => core.turns().length === 1);
  const seen = core.events.filter((event) => event.kind === "tool_result");
  assert.match(seen[0]?.text ?? "", /"name":"alice"/);
  assert.deepEqual(
    seen.map(({ is_error }) => is_error),
    [false, true],
  );
  assert.match(core.notes(), /`mcp_servers.hyperhive` is dropped/);
});

test("a broken agent.json means the defaults, with a warning", async () => {
  await using stage = await setStage();
  const { core, root } = stage;
  await writeFile(`${root}/agent.json`, "{ nonsense");
  core.deliver("hello");
  stage.start();
  await core.until("the turn", () => core.turns().length === 1);
  assert.match(core.notes(), /agent\.json cannot be used .*defaults/);
  assert.equal(core.turns()[0]?.model, "haiku");
});
