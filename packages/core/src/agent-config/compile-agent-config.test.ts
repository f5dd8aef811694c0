import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema, HiveError, MAX_PROMPT_BYTES } from "@hyperhive/wire";
import { compileAgentConfig, type AgentFiles } from "./compile-agent-config.ts";

const roots = { stateDir: "/var/lib/hyperhive", runDir: "/run/hyperhive" };

function problemsOf(files: AgentFiles): readonly string[] {
  try {
    compileAgentConfig(files, roots);
  } catch (thrown) {
    assert.ok(thrown instanceof HiveError && thrown.code === "invalid_config", String(thrown));
    return thrown.message.split("\n");
  }
  return [];
}

const yamlProblems = (...lines: readonly string[]) => problemsOf({ "agent.yaml": lines.join("\n") });

test("a file becomes the configuration with every default", () => {
  const text = ["model: opus", "tools: [Read, 'Bash(git *)']", "mounts:", "  - { source: /srv, target: /data }"].join(
    "\n",
  );
  assert.deepEqual(
    compileAgentConfig({ "agent.yaml": text }, roots),
    agentConfigSchema.parse({
      model: "opus",
      tools: ["Read", "Bash(git *)"],
      mounts: [{ source: "/srv", target: "/data" }],
    }),
  );
});

test("a file of comments only is the defaults", () => {
  assert.deepEqual(compileAgentConfig({ "agent.yaml": "# nothing\n" }), agentConfigSchema.parse({}));
  assert.deepEqual(compileAgentConfig({ "agent.yaml": "" }), agentConfigSchema.parse({}));
});

test("the prompt comes from the file that `prompt_file` names", () => {
  const files = new Map([
    ["agent.yaml", "prompt_file: prompts/role.md\n"],
    ["prompts/role.md", "You review.\n"],
  ]);
  const config = compileAgentConfig(files, roots);
  assert.equal(config.prompt, "You review.\n");
  assert.ok(!("prompt_file" in config));
});

test("a missing file is named", () => {
  assert.deepEqual(problemsOf({}), ["agent.yaml: the file is missing; expected it at the top of the repo"]);
  assert.deepEqual(yamlProblems("prompt_file: role.md"), [
    "agent.yaml:1:1: `prompt_file`: expected a file of the repo, found no `role.md` in it",
  ]);
  assert.match(yamlProblems("prompt_file: constructor").join(), /found no `constructor`/);
});

test("a prompt is given once, and is at most 32 KiB from a file as well", () => {
  assert.match(
    problemsOf({ "agent.yaml": "prompt: a\nprompt_file: b", b: "b" }).join(),
    /^agent\.yaml:2:1: `prompt_file`: expected the prompt either .* got both$/,
  );
  assert.match(
    problemsOf({ "agent.yaml": "prompt_file: b", b: "x".repeat(MAX_PROMPT_BYTES + 1) }).join(),
    /`prompt_file`: expected at most 32768 bytes of text in `b`, got 32769/,
  );
});

for (const [what, lines, problem] of [
  [
    "a missing field at its parent",
    ["mcp_servers:", "  github:", "    args: []"],
    "agent.yaml:2:3: `mcp_servers.github.command`: expected text, got nothing",
  ],
  [
    "a wrong type at its key",
    ["mcp_servers:", "  github:", "    command: 5"],
    "agent.yaml:3:5: `mcp_servers.github.command`: expected text, got a number",
  ],
  [
    "an unknown field of a server at its key",
    ["mcp_servers:", "  x:", "    command: y", "    comand: z"],
    "agent.yaml:4:5: `mcp_servers.x.comand`: unknown field",
  ],
  ["an empty value", ["env:"], "agent.yaml:1:1: `env`: expected a mapping, got an empty value"],
  [
    "an entry of a list",
    ["tools:", "  - Read", "  - 'no tool'"],
    "agent.yaml:3:5: `tools.1`: expected a tool such as Read or Bash(git *)",
  ],
  [
    "a word that is none of those known",
    ["", "network: moon"],
    'agent.yaml:2:1: `network`: expected "internet" or "none" or "host", got "moon"',
  ],
  ["a number out of its range", ["idle_seconds: -1"], "agent.yaml:1:1: `idle_seconds`: expected number to be >=0"],
  [
    "a number that is none",
    ["turn_budget_usd: .inf"],
    "agent.yaml:1:1: `turn_budget_usd`: expected a number, got no finite number",
  ],
  [
    "a name that env cannot have",
    ["env:", "  A: x", "  A-B: x"],
    "agent.yaml:3:3: `env.A-B`: expected a name of letters, digits and `_`",
  ],
  [
    "the reserved server",
    ["mcp_servers:", "  hyperhive: { command: x }"],
    "agent.yaml:2:3: `mcp_servers.hyperhive`: the name belongs to hyperhive's own tools; give the server another one",
  ],
  [
    "a mount without its target",
    ["mounts:", "  - source: /srv"],
    "agent.yaml:2:5: `mounts.0.target`: expected text, got nothing",
  ],
  ["a file that is no mapping", ["- a"], "agent.yaml:1:1: expected a mapping, got a list"],
  ["another version of the format", ["version: 2"], "agent.yaml:1:1: `version`: expected 1, got 2"],
] as const) {
  test(`${what} is named with line, column and field`, () => {
    assert.deepEqual(yamlProblems(...lines), [problem]);
  });
}

test("an unknown field is told at its own line, with those that are known", () => {
  assert.match(
    yamlProblems("model: x", "modle: y").join(),
    /^agent\.yaml:2:1: `modle`: unknown field; known are version, prompt,/,
  );
});

test("every problem is told in the order of the file, at most ten", () => {
  assert.deepEqual(
    yamlProblems("network: moon", "prompt_file: x", "idle_seconds: no").map((line) => line.split(" ")[0]),
    ["agent.yaml:1:1:", "agent.yaml:2:1:", "agent.yaml:3:1:"],
  );
  const many = yamlProblems(...Array.from({ length: 15 }, (_, index) => `field_${index}: 1`));
  assert.equal(many.length, 11);
  assert.match(many[9] ?? "", /^agent\.yaml:10:1: `field_9`/);
  assert.equal(many[10], "… and 5 more");
});

for (const source of [
  "/var/lib/hyperhive",
  "/var/lib/hyperhive/agents/x",
  "/var/lib",
  "/run/hyperhive/host.sock",
  "/run",
]) {
  test(`a mount of ${source} would show the hive itself and is refused`, () => {
    const problems = yamlProblems("mounts:", `  - source: ${source}`, "    target: /data");
    assert.match(problems.join(), /^agent\.yaml:2:5: `mounts\.0\.source`: expected a path apart from the hive's own/);
  });
}

test("a neighbour of the hive's directories can be mounted", () => {
  assert.deepEqual(yamlProblems("mounts: [{ source: /var/lib/hyperhive2, target: /data }]"), []);
});

test("no value of an environment stands in a complaint", () => {
  const problems = yamlProblems("env:", "  TOKEN: [hunter2]", "mcp_servers: { x: { command: y, env: { KEY: 1234 } } }");
  assert.equal(problems.length, 2);
  assert.doesNotMatch(problems.join(), /hunter2|1234/);
});

test("a complaint stays on its line and is cut, whatever the file holds", () => {
  const [problem = "", ...more] = yamlProblems(`"a\\nagent.yaml:1:1: fine\\e[2J${"x".repeat(2000)}": 1`);
  assert.deepEqual(more, []);
  assert.ok(problem.length < 500);
  // oxlint-disable-next-line no-control-regex
  assert.doesNotMatch(problem, /[\u0000-\u001f]/);
});

test("nothing that starts by itself may come from what is only proposed", () => {
  const refused = [
    ["mcp_servers: {x: {command: /agents/coder/config/run}}", "mcp_servers.x.command"],
    ["mcp_servers: {x: {command: node, args: [-y, //agents/coder/config/server.js]}}", "mcp_servers.x.args.1"],
    ["mcp_servers: {x: {command: sh, args: [-c, 'cd /agents/coder && ./run']}}", "mcp_servers.x.args.1"],
    ["mcp_servers: {x: {command: node, env: {NODE_OPTIONS: --import=/agents/coder/config/x.js}}}", "mcp_servers.x.env"],
    ["env: {PATH_EXTRA: '/usr/bin:/agents/coder/config'}", "env.PATH_EXTRA"],
  ] as const;
  for (const [text, field] of refused)
    assert.throws(
      () => compileAgentConfig({ "agent.yaml": `${text}\n` }),
      (thrown: Error) => {
        assert.match(thrown.message, /not what was approved/);
        assert.ok(thrown.message.includes(field), thrown.message);
        return true;
      },
    );
  const kept = compileAgentConfig({ "agent.yaml": "env: {A: /srv/agents/x, B: https://agents.example/agents-list}\n" });
  assert.equal(kept.env["A"], "/srv/agents/x");
});
