import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema } from "@hyperhive/wire";
import { cageFactsOf } from "./cage-facts.test-support.ts";
import { cageSpec } from "./cage-spec.ts";

const factsOf = (name: string, env: Record<string, string> = {}) => cageFactsOf(name, { env });

const sources = (name: string) => cageSpec(factsOf(name)).mounts.map((mount) => `${mount.source} ${mount.access}`);

test("an agent sees nothing of any other agent", () => {
  const seen = sources("coder").filter((source) => source.startsWith("/s") || source.startsWith("/r"));
  assert.deepEqual(seen.toSorted(), [
    "/r/agents/coder ro",
    "/s/agents/coder/agent.json ro",
    "/s/agents/coder/claude rw",
    "/s/agents/coder/state rw",
    "/s/proposed/coder/config ro",
    "/s/shared rw",
  ]);
});

test("the manager writes every proposed configuration, reads what is applied, and sees nothing else of the others", () => {
  const seen = sources("manager").filter((source) => source.startsWith("/s") && !source.includes("/agents/manager/"));
  assert.deepEqual(seen.toSorted(), ["/s/applied ro", "/s/meta ro", "/s/proposed rw", "/s/shared rw"]);
});

test("the code and node are read-only and the harness is the first process", () => {
  const spec = cageSpec(factsOf("coder"));
  const code = spec.mounts.filter((mount) => mount.target.startsWith("/opt/"));
  assert.ok(code.length > 0 && code.every((mount) => mount.access === "ro"));
  assert.deepEqual(spec.argv, [
    "/opt/hyperhive/bin/node",
    "/opt/hyperhive/packages/harness/src/bin/hive-ag3nt.ts",
    "serve",
  ]);
  assert.equal(spec.cage, "h-coder");
  const manager = cageSpec(factsOf("manager"));
  assert.equal(manager.cage, "hm1nd");
  assert.match(manager.argv[1] ?? "", /hive-m1nd\.ts$/);
});

test("an agent's own environment adds but overrides nothing", () => {
  const { env } = cageSpec(factsOf("coder", { EDITOR: "ed", HYPERHIVE_AGENT: "manager", HOME: "/root", PATH: "/x" }));
  assert.equal(env["EDITOR"], "ed");
  assert.equal(env["HYPERHIVE_AGENT"], "coder");
  assert.equal(env["HOME"], "/home/agent");
  assert.equal(env["CLAUDE_CONFIG_DIR"], "/home/agent/.claude");
  assert.match(env["PATH"] ?? "", /^\/opt\/hyperhive\/bin:/);
});

test("git in a cage knows the agent by its name, whatever its own environment says", () => {
  const { env } = cageSpec(factsOf("coder", { GIT_AUTHOR_NAME: "manager", GIT_COMMITTER_EMAIL: "a@b.invalid" }));
  assert.equal(env["GIT_AUTHOR_NAME"], "coder");
  assert.equal(env["GIT_COMMITTER_EMAIL"], "coder@hive.invalid");
  assert.equal(env["GIT_CONFIG_SYSTEM"], undefined);
});

test("only the manager's git reads repositories that others own", () => {
  const { env } = cageSpec(factsOf("manager", { GIT_CONFIG_SYSTEM: "/state/mine" }));
  assert.equal(env["GIT_CONFIG_SYSTEM"], "/opt/hyperhive/packages/harness/prompts/gitconfig");
});

test("what the configuration mounts comes last, and limits go to the runtime", () => {
  const { core, ...facts } = factsOf("coder");
  const mount = { source: "/srv/data", target: "/data", access: "ro" as const };
  const agent = agentConfigSchema.parse({ mounts: [mount], limits: { memory_mb: 512, pids: 64 } });
  const spec = cageSpec({ ...facts, core, agent });
  assert.deepEqual(spec.mounts.at(-1), mount);
  assert.deepEqual(spec.limits, { memoryMb: 512, pids: 64 });
  assert.equal(cageSpec({ ...facts, core }).limits, undefined);
});

test("the hive's key is nowhere in the cage", () => {
  assert.doesNotMatch(JSON.stringify(cageSpec(factsOf("coder"))), /made-up-key/);
});
