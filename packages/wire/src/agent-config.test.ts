import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema, MAX_PROMPT_BYTES } from "./agent-config.ts";
import { agentYamlSchema } from "./agent-yaml.ts";

const problemsOf = (config: unknown) =>
  agentConfigSchema.safeParse(config).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

const mountsOf = (...targets: string[]) => ({ mounts: targets.map((target) => ({ source: "/srv/data", target })) });

test("a file of an earlier version stays valid and gets the new defaults", () => {
  const old = {
    version: 1,
    tools: ["Read"],
    mcp_servers: { x: { command: "y", unknown: 1 } },
    env: {},
    network: "none",
  };
  const config = agentConfigSchema.parse(old);
  assert.deepEqual(config.mounts, []);
  assert.equal(config.prompt, undefined);
  assert.equal(config.limits, undefined);
});

test("a mount is read-only unless it says otherwise", () => {
  assert.deepEqual(agentConfigSchema.parse(mountsOf("/data")).mounts, [
    { source: "/srv/data", target: "/data", access: "ro" },
  ]);
});

for (const target of ["/data", "/opt/tools", "/home/me", "/var/lib/x", "/tmp/in", "/librarian/x", "/statement"]) {
  const fits = !target.startsWith("/lib");
  test(`${target} is ${fits ? "a" : "no"} place for a mount`, () => {
    assert.equal(problemsOf(mountsOf(target)).length === 0, fits);
  });
}

for (const target of [
  "/",
  "/bin/x",
  "/dev/shm",
  "/etc",
  "/etc/hyperhive/agent.json",
  "/lib",
  "/lib64/x",
  "/nix",
  "/proc/1",
  "/sbin",
  "/sys",
  "/usr/local",
  "/opt",
  "/opt/hyperhive/bin",
  "/run/hive",
  "/state/x",
  "/shared",
  "/agents/other",
  "/applied",
  "/meta",
  "/home",
  "/home/agent/.claude",
]) {
  test(`a mount at ${target} is refused, because it belongs to the cage`, () => {
    assert.match(problemsOf(mountsOf(target)).join(), /^mounts\.0\.target: expected a place of its own/);
  });
}

for (const path of ["", "data", "/data/", "/a//b", "/a/./b", "/a/../b", "/a\nb", "/a\0b"]) {
  test(`${JSON.stringify(path)} is no path of a mount`, () => {
    assert.match(problemsOf(mountsOf(path)).join(), /mounts\.0\.target: expected an absolute path/);
    const asSource = { mounts: [{ source: path, target: "/data" }] };
    assert.match(problemsOf(asSource).join(), /mounts\.0\.source: expected an absolute path/);
  });
}

for (const source of ["/", "/proc", "/proc/1/root", "/sys", "/dev/sda"]) {
  test(`${source} of the host is never mounted`, () => {
    assert.match(problemsOf({ mounts: [{ source, target: "/data" }] }).join(), /mounts\.0\.source: expected a folder/);
  });
}

test("mounts stand apart from each other", () => {
  assert.deepEqual(problemsOf(mountsOf("/a", "/ab", "/b")), []);
  for (const [one, other] of [
    ["/a", "/a"],
    ["/a", "/a/b"],
    ["/a/b", "/a"],
  ] as const) {
    assert.match(problemsOf(mountsOf(one, other)).join(), /mounts\.1\.target: expected a place apart/);
  }
});

test("a prompt is measured in bytes", () => {
  assert.deepEqual(problemsOf({ prompt: "x".repeat(MAX_PROMPT_BYTES) }), []);
  assert.match(problemsOf({ prompt: "é".repeat(MAX_PROMPT_BYTES / 2 + 1) }).join(), /prompt: expected at most 32 KiB/);
});

test("limits are positive and nothing else is in them", () => {
  assert.deepEqual(problemsOf({ limits: { memory_mb: 512, cpus: 0.5, pids: 100 } }), []);
  for (const limits of [{ memory_mb: 0 }, { cpus: -1 }, { pids: 1.5 }, { disk: 1 }]) {
    assert.equal(problemsOf({ limits }).length, 1, JSON.stringify(limits));
  }
});

test("every field of agent.json and of agent.yaml has words for people", () => {
  for (const [name, field] of Object.entries(agentYamlSchema.shape)) assert.ok(field.description, name);
  for (const [name, field] of Object.entries(agentConfigSchema.shape)) assert.ok(field.description, name);
});

test("agent.yaml takes the prompt from a file inside the repo only", () => {
  for (const path of ["role.md", "prompts/role.md", "a..b/.role"]) {
    assert.ok(agentYamlSchema.safeParse({ prompt_file: path }).success, path);
  }
  for (const path of ["", "/etc/passwd", "../role.md", "a/../../b", "./role.md", "a//b", "a/", ".."]) {
    assert.ok(!agentYamlSchema.safeParse({ prompt_file: path }).success, path);
  }
});
