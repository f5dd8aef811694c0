import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema, type AgentConfig, type AgentConfigInput } from "@hyperhive/wire";
import * as fc from "fast-check";
import { assessRisk } from "./assess-risk.ts";

/** Uses of tools, by which rules are compared: what they allow, not how they are written. */
const USES = ["git", "git log", "git log -1", "git push", "gitx", "rm -rf /", "npm test", "/a", "/a/b", "/c"];
const AMOUNTS = [0.5, 1, 2, 3, 100, 1e9];
const EVERYONE = ["operator", "manager", "coder", "writer"];

/** Everything that an agent may do, spelled out one by one. */
function powers(config: AgentConfig): ReadonlySet<string> {
  const { mounts, env, network, limits, send_to, turn_budget_usd } = config;
  const upTo = (what: string, bound = Infinity) => AMOUNTS.filter((n) => n <= bound).map((n) => `${what} ${n}`);
  return new Set([
    ...mounts.flatMap(({ source, target, access }) => [
      `${source} ${target} r`,
      `${source} ${target} ${access === "rw" ? "w" : "r"}`,
    ]),
    ...Object.entries(env).map(([name, value]) => `env ${name}=${value}`),
    ...{ none: [], internet: ["net"], host: ["net", "host"] }[network],
    ...EVERYONE.filter((name) => send_to === undefined || send_to.includes(name)).map((name) => `send ${name}`),
    ...upTo("memory", limits?.memory_mb),
    ...upTo("cpus", limits?.cpus),
    ...upTo("pids", limits?.pids),
    ...upTo("spend", turn_budget_usd),
    ...config.tools.flatMap(usesOf),
    ...Object.entries(config.mcp_servers).flatMap(([name, { allowed_tools, ...runs }]) => [
      `${name} runs ${JSON.stringify(runs)}`,
      ...["search", "push"]
        .filter((tool) => allowed_tools.some((it) => it === "*" || it === tool))
        .map((tool) => `${name} ${tool}`),
    ]),
  ]);
}

/** Read with commas as claude's command line reads them. */
function usesOf(text: string): readonly string[] {
  return text.split(/,(?=[A-Z])/).flatMap((rule) => {
    const [tool = "", pattern = "*"] = rule.replace(/\)$/, "").split(/\((.*)/s);
    const glob = pattern
      .replace(/:\*$/, "{}")
      .split("*")
      .map((part) => RegExp.escape(part));
    const whole = new RegExp(`^${glob.join(".*").replace("\\{\\}", "( .*)?")}$`);
    return [`${tool} exists`, ...USES.filter((use) => whole.test(use)).map((use) => `${tool} ${use}`)];
  });
}

const RULES = [
  ...["", "(git *)", "(git log *)", "(git log)", "(git:*)", "(git log:*)", "(git*)", "(*)", "(* -1)", "(npm test)"].map(
    (it) => `Bash${it}`,
  ),
  "Read",
  "Read(/a)",
  "Read(/a/*)",
  "Read(/*)",
  "Edit",
  "WebFetch",
];

const server = fc.record({
  command: fc.constantFrom("a", "b"),
  args: fc.subarray(["x", "y"]),
  env: fc.constantFrom({}, { A: "1" }, { A: "2" }),
  allowed_tools: fc.subarray(["search", "push", "*"]),
});
const mount = fc.record({
  source: fc.constantFrom("/srv", "/srv/a"),
  target: fc.constantFrom("/data", "/work"),
  access: fc.constantFrom("ro" as const, "rw" as const),
});
const amount = fc.constantFrom(1, 2, 3);

const input: fc.Arbitrary<AgentConfigInput> = fc.record(
  {
    prompt: fc.constantFrom("a", "b"),
    model: fc.constantFrom("haiku", "opus"),
    tools: fc.subarray(RULES, { maxLength: 4 }),
    mcp_servers: fc.dictionary(fc.constantFrom("one", "two"), server),
    send_to: fc.subarray(EVERYONE),
    env: fc.dictionary(fc.constantFrom("A", "B"), fc.constantFrom("1", "2")),
    network: fc.constantFrom("none", "internet", "host"),
    mounts: fc.uniqueArray(mount, { selector: ({ target }) => target }),
    limits: fc.record({ memory_mb: amount, cpus: amount, pids: amount }, { requiredKeys: [] }),
    turn_budget_usd: amount,
  },
  { requiredKeys: [] },
);

/** A configuration, and the same with one or two fields as another has them. */
const change = fc
  .tuple(input, input, fc.subarray(Object.keys(agentConfigSchema.shape), { minLength: 1, maxLength: 2 }))
  .map(([before, other, fields]) => {
    const after: Record<string, unknown> = { ...before };
    for (const field of fields) after[field] = Reflect.get(other, field);
    return [agentConfigSchema.parse(before), agentConfigSchema.parse(after)] as const;
  });

test("a change that is judged low gives no power that was not there", () => {
  let low = 0;
  fc.assert(
    fc.property(change, ([before, after]) => {
      const risk = assessRisk(before, after, ["agent.yaml"]);
      assert.ok(risk.reasons.length > 0);
      if (risk.level !== "low") return;
      low += 1;
      assert.deepEqual([...powers(after).difference(powers(before))], []);
    }),
    { numRuns: 5000 },
  );
  assert.ok(low > 500, `only ${low} changes were low`);
});

test("no change is no risk, and what takes power away can be given back only with one", () => {
  fc.assert(
    fc.property(change, ([before, after]) => {
      assert.deepEqual(assessRisk(before, before, []), { level: "low", reasons: ["no change in effect"] });
      const lost = powers(before).difference(powers(after)).size > 0;
      if (lost) assert.notEqual(assessRisk(after, before, []).level, "low");
    }),
    { numRuns: 2000 },
  );
});
