import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema, type AgentConfigInput, type Risk } from "@hyperhive/wire";
import { assessRisk } from "./assess-risk.ts";

const config = (input: AgentConfigInput) => agentConfigSchema.parse(input);
const judge = (before: AgentConfigInput, after: AgentConfigInput) =>
  assessRisk(config(before), config(after), ["agent.yaml"]);

const data = { source: "/srv/data", target: "/data" };
const github = { command: "npx", args: ["github-mcp"], env: { TOKEN: "hunter2" }, allowed_tools: ["search"] };
const withServer = (change: Partial<typeof github>) => ({ mcp_servers: { github: { ...github, ...change } } });

type Row = readonly [Risk["level"], AgentConfigInput, AgentConfigInput, ...reasons: string[]];

const rows: readonly Row[] = [
  ["low", {}, {}, "no change in effect"],
  ["low", { tools: ["Read", "Bash"] }, { tools: ["Bash", "Read"] }, "no change in effect"],
  ["low", {}, { prompt: "You review." }, "prompt: none → text of 11 characters"],
  ["low", { model: "haiku" }, { model: "opus" }, "model: `haiku` → `opus`"],
  ["low", {}, { idle_seconds: 10 }, "idle_seconds: 300 → 10"],

  ["high", {}, { mounts: [data] }, "new mount: `/srv/data` at `/data`, ro"],
  ["high", { mounts: [data] }, { mounts: [{ ...data, access: "rw" }] }, "mount at `/data`: ro → rw"],
  [
    "high",
    { mounts: [data] },
    { mounts: [{ ...data, source: "/srv" }] },
    "mount at `/data`: `/srv/data` at `/data`, ro → `/srv` at `/data`, ro",
  ],
  [
    "high",
    { mounts: [data] },
    { mounts: [{ ...data, target: "/other" }] },
    "new mount: `/srv/data` at `/other`, ro",
    "mount removed: `/srv/data` at `/data`, ro",
  ],
  ["low", { mounts: [{ ...data, access: "rw" }] }, { mounts: [data] }, "mount at `/data`: rw → ro"],
  ["low", { mounts: [data] }, {}, "mount removed: `/srv/data` at `/data`, ro"],

  ["high", { network: "none" }, {}, "network: none → internet"],
  ["high", {}, { network: "host" }, "network: internet → host"],
  ["low", { network: "host" }, {}, "network: host → internet"],
  ["low", {}, { network: "none" }, "network: internet → none"],

  ["high", { limits: { pids: 64 } }, { limits: { pids: 65 } }, "limits.pids: 64 → 65"],
  [
    "high",
    { limits: { memory_mb: 512, cpus: 1 } },
    { limits: { cpus: 0.5 } },
    "limits.memory_mb: 512 → none",
    "limits.cpus: 1 → 0.5",
  ],
  ["high", { limits: { cpus: 1 } }, {}, "limits.cpus: 1 → none"],
  ["low", {}, { limits: { cpus: 1 } }, "limits.cpus: none → 1"],
  ["medium", { turn_budget_usd: 1 }, { turn_budget_usd: 2 }, "turn_budget_usd: 1 → 2"],
  ["medium", { turn_budget_usd: 1 }, {}, "turn_budget_usd: 1 → none"],
  ["low", {}, { turn_budget_usd: 1 }, "turn_budget_usd: none → 1"],

  ["high", {}, withServer({}), "new MCP server `github`: runs `npx github-mcp`"],
  [
    "high",
    withServer({}),
    withServer({ command: "bunx" }),
    "MCP server `github`: runs `npx github-mcp` → `bunx github-mcp`",
  ],
  [
    "high",
    withServer({}),
    withServer({ args: ["-y", "github-mcp"] }),
    "MCP server `github`: runs `npx github-mcp` → `npx -y github-mcp`",
  ],
  [
    "high",
    withServer({ args: ["a b"] }),
    withServer({ args: ["a", "b"] }),
    "MCP server `github`: runs `npx a b` → `npx a b`",
  ],
  ["high", withServer({}), withServer({ env: { TOKEN: "hunter3" } }), "MCP server `github`: env `TOKEN` changed"],
  [
    "high",
    withServer({ allowed_tools: ["search"] }),
    withServer({ allowed_tools: ["*"] }),
    "MCP server `github`: allowed_tools `search` → `*`",
  ],
  [
    "high",
    withServer({}),
    withServer({ allowed_tools: ["search", "push"] }),
    "MCP server `github`: allowed_tools `search` → `search, push`",
  ],
  ["low", withServer({ allowed_tools: ["*"] }), withServer({}), "MCP server `github`: allowed_tools `*` → `search`"],
  ["low", withServer({}), {}, "MCP server `github`: removed"],

  ["high", {}, { env: { TOKEN: "hunter2" } }, "env: new `TOKEN`"],
  ["high", { env: { TOKEN: "hunter2" } }, { env: { TOKEN: "hunter3" } }, "env: another value of `TOKEN`"],
  ["low", { env: { TOKEN: "hunter2" } }, {}, "env: without `TOKEN`"],

  ["medium", { send_to: ["operator"] }, { send_to: ["operator", "coder"] }, "send_to: `operator` → `operator, coder`"],
  ["medium", { send_to: [] }, {}, "send_to: nobody → everyone"],
  ["low", {}, { send_to: ["operator"] }, "send_to: everyone → `operator`"],
  ["low", { send_to: ["hm1nd"] }, { send_to: ["manager"] }, "no change in effect"],

  ["high", { tools: ["Read"] }, { tools: ["Read", "Bash"] }, "tools: none → `Bash`"],
  ["high", { tools: ["Bash(git *)"] }, { tools: ["Bash"] }, "tools: `Bash(git *)` → `Bash`"],
  ["high", { tools: ["Bash(git *)"] }, { tools: ["Bash(git *)", "Bash(rm *)"] }, "tools: `Bash(git *)` → `Bash(rm *)`"],
  ["high", { tools: ["Read(/state/**)"] }, { tools: ["Read"] }, "tools: `Read(/state/**)` → `Read`"],
  ["high", { tools: ["Read(/state/**)"] }, { tools: ["Read(/**)"] }, "tools: `Read(/state/**)` → `Read(/**)`"],
  ["high", { tools: ["Bash(git *)"] }, { tools: ["Bash(git (*)"] }, "tools: `Bash(git *)` → `Bash(git (*)`"],
  ["high", { tools: ["Read"] }, { tools: ["Read", "mcp__github__push"] }, "tools: none → `mcp__github__push`"],
  ["medium", { tools: ["Read"] }, { tools: ["Read", "WebFetch"] }, "tools: none → `WebFetch`"],
  ["low", { tools: ["Bash"] }, { tools: ["Bash(git *)"] }, "tools: `Bash` → `Bash(git *)`"],
  ["low", { tools: ["Bash(git *)"] }, { tools: ["Bash(git log *)"] }, "tools: `Bash(git *)` → `Bash(git log *)`"],
  ["low", { tools: ["Read", "Edit"] }, { tools: ["Read"] }, "tools: `Edit` → none"],
];

for (const [level, before, after, ...reasons] of rows) {
  test(`${JSON.stringify(before)} → ${JSON.stringify(after)} is ${level}`, () => {
    assert.deepEqual(judge(before, after), { level, reasons });
  });
}

test("a value cannot pass for a sentence of the judge", () => {
  const { reasons } = judge({ model: "a" }, { model: "b` and `network`: none" });
  assert.deepEqual(reasons, ["model: `a` → `b' and 'network': none`"]);
});

test("the gravest change decides and stands first", () => {
  const risk = judge({ network: "none", turn_budget_usd: 1 }, { model: "opus", env: { A: "1" } });
  assert.equal(risk.level, "high");
  assert.deepEqual(risk.reasons, [
    "network: none → internet",
    "env: new `A`",
    "turn_budget_usd: 1 → none",
    "model: `haiku` → `opus`",
  ]);
});

test("at most fifty reasons are told, and how many more there are", () => {
  const variables = Array.from({ length: 60 }, (_, index) => [`V${index}`, "x"]);
  const { reasons } = judge({}, { env: Object.fromEntries(variables), model: "opus" });
  assert.equal(reasons.length, 51);
  assert.equal(reasons.at(-1), "… and 11 more");
});

test("a new agent is judged against the defaults", () => {
  assert.deepEqual(assessRisk(undefined, config({}), ["agent.yaml"]), {
    level: "low",
    reasons: ["nothing beyond the defaults"],
  });
  assert.equal(assessRisk(undefined, config({ network: "host" }), []).level, "high");
  assert.equal(assessRisk(undefined, config({ tools: ["Read"] }), []).level, "low");
});

test("other files are told, and are high when a server may run them", () => {
  const files = ["agent.yaml", "tools/server.js", "role.md"];
  assert.deepEqual(assessRisk(config({}), config({}), files), {
    level: "low",
    reasons: ["other files changed: `tools/server.js, role.md`"],
  });
  for (const args of [["/agents/coder/config/main.js"], ["--dir", "cd /agents/*/config"], ["$REPO/tools/server.js"]]) {
    const same = config(withServer({ args }));
    assert.deepEqual(assessRisk(same, same, files), {
      level: "high",
      reasons: ["files that MCP server `github` may run changed: `tools/server.js, role.md`"],
    });
    assert.equal(assessRisk(same, same, ["agent.yaml"]).level, "low");
  }
});

test("no value of an environment stands in a reason", () => {
  const after = { ...withServer({ env: { TOKEN: "hunter3" } }), env: { KEY: "hunter2" } };
  for (const before of [{}, withServer({}), { env: { KEY: "hunter1" } }]) {
    for (const [one, other] of [
      [before, after],
      [after, before],
    ] as const) {
      assert.doesNotMatch(judge(one, other).reasons.join(), /hunter/);
    }
  }
});

test("a reason is one short line that shows old and new, whatever the configuration holds", () => {
  const long = "x".repeat(500);
  const { reasons } = judge(
    withServer({ args: [long] }),
    withServer({ command: "sh", args: ["\u001b[2J\n\u202eevil", long] }),
  );
  assert.equal(reasons.length, 1);
  assert.ok(reasons.every((reason) => Array.from(reason).length <= 200 && !/[\p{Cc}\p{Cf}]/u.test(reason)));
  assert.match(reasons.join(), /runs `npx x+…` → `sh +\[2J evil/);
});
