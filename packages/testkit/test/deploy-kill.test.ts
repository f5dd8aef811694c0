import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createAgentClient, createHostClient, type HostClient } from "@hyperhive/client";
import { APPROVAL_STEPS, type ApprovalStep } from "@hyperhive/core";
import { makeHiveFolder, runInCage, waitFor, type HiveFolder } from "@hyperhive/testkit";
import type { ApprovalView } from "@hyperhive/wire";

const FIXTURE = fileURLToPath(new URL("killable-core.fixture.ts", import.meta.url));

/** Tags that a proposal ends with, by its stage; a proposal that waits has its first one. */
const TAGS: Readonly<Record<string, readonly string[]>> = {
  pending: ["proposal"],
  deployed: ["proposal", "approved", "building", "deployed"],
  failed: ["failed"],
  denied: ["proposal", "denied"],
  revise: ["proposal", "revise"],
};

describe("whenever a core is killed on a proposal's way, the next one leaves nothing half-deployed", () => {
  const folder = makeHiveFolder();
  before(async () => await prepare(folder));
  after(async () => {
    using _ = folder;
    await using core = await startCore(folder);
    await core.host.call("stop", { scope: { all: true }, graceful: false });
  });

  for (const [round, step] of APPROVAL_STEPS.entries())
    test(`killed at ${step}`, async () => {
      await dieAt(folder, { round, step });
      await using core = await startCore(folder);
      await settled(core.host);
      await checkAgreement(folder, core.host, step);
    });
});

// The manager's own harness must not take the messages that this test looks at.
async function prepare(folder: HiveFolder): Promise<void> {
  await using core = await startCore(folder);
  await core.host.call("stop", { scope: { agent_names: ["manager"] }, graceful: false });
  await core.host.call("spawn", { name: "coder", config: { network: "none" } });
}

async function dieAt(folder: HiveFolder, { round, step }: { round: number; step: ApprovalStep }): Promise<void> {
  await using core = await startCore(folder, step);
  const cannotBeBuilt = step.startsWith("fail") || step === "aborted";
  const mounts = cannotBeBuilt ? "mounts: [{source: /srv/not-there, target: /data}]\n" : "";
  const sha = commit(folder, `model: model-${round}\nnetwork: none\n${mounts}`);
  const manager = createAgentClient({ socketPath: join(folder.runDir, "manager/mcp.sock"), retry: "never" });
  // The answer to what it was asked last may be cut off.
  await Promise.allSettled([walk(core.host, manager, { sha, step })]);
  manager.close();
  const [code, signal] = await core.exited;
  assert.deepEqual([code, signal], [null, "SIGKILL"], `it was to be killed at ${step}`);
}

async function walk(
  host: HostClient,
  manager: ReturnType<typeof createAgentClient>,
  { sha, step }: { sha: string; step: ApprovalStep },
): Promise<void> {
  const { approval_id: id } = await manager.call("request_apply_commit", { agent: "coder", commit_ref: sha });
  if (step.startsWith("denied")) await host.call("deny", { id, note: "no" });
  else if (step.startsWith("revise")) await host.call("revise", { id, note: "not like this" });
  else await host.call("approve", { id });
}

/** Waits until nothing is built any more. */
async function settled(host: HostClient): Promise<void> {
  for (;;) {
    const { builds } = await host.call("builds", {});
    const open = builds.find(({ state }) => state === "queued" || state === "running");
    if (open === undefined) return;
    const stream = await host.open("build_output", { id: open.id, follow: true });
    for await (const item of stream) if ("build" in item) break;
  }
}

async function checkAgreement(folder: HiveFolder, host: HostClient, step: ApprovalStep): Promise<void> {
  const decided = (await host.call("approvals", { resolved: true })).approvals;
  const waiting = (await host.call("approvals", {})).approvals;
  const all = [...decided, ...waiting];
  await untilTagged(folder, all);
  const tags = tagsOf(folder);
  for (const approval of all) checkTags(approval, tags);
  const [newest] = all.toSorted((one, other) => other.id - one.id);
  assert.ok(endsOf(step).includes(newest?.stage ?? ""), `#${newest?.id} is ${newest?.stage}: ${newest?.note}`);

  const deployed = decided.filter(({ stage }) => stage === "deployed").toSorted((one, other) => other.id - one.id)[0];
  const main = git(folder, "applied/coder", "rev-parse", "main");
  assert.equal(main, deployed?.fetched_sha ?? git(folder, "applied/coder", "rev-parse", "deployed/0"), "main");
  const lock = git(folder, "meta", "show", "HEAD:hive.lock.json");
  assert.ok(lock.includes(main), "the lock says what main says");
  assert.equal(readFileSync(join(folder.stateDir, "meta/hive.lock.json"), "utf8").trim(), lock, "nothing is prepared");
  assert.equal(git(folder, "meta", "status", "--porcelain"), "");

  const agentJson = readFileSync(join(folder.stateDir, "agents/coder/agent.json"), "utf8");
  const wanted = git(folder, "applied/coder", "show", "main:agent.yaml").match(/^model: (.*)$/m)?.[1];
  assert.equal((JSON.parse(agentJson) as { model?: string }).model, wanted, "agent.json is that of main");
  const inCage = await runInCage(host, "coder", ["cat", "/etc/hyperhive/agent.json"]);
  assert.equal(inCage.output, agentJson, "and it is what runs");

  checkTold(folder, decided);
  await checkQueue(host, all);
}

// What a deploy closes is tagged right after the build has ended.
async function untilTagged(folder: HiveFolder, approvals: readonly ApprovalView[]): Promise<void> {
  const missing = (tags: ReadonlyMap<string, string>) =>
    approvals
      .filter(({ fetched_sha }) => fetched_sha !== undefined)
      .flatMap(({ id, stage }) => (TAGS[stage] ?? []).map((word) => `${word}/${id}`))
      .filter((tag) => !tags.has(tag));
  await waitFor({
    what: "the tags of every approval",
    look: () => missing(tagsOf(folder)).length === 0 || undefined,
    subscribe(changed) {
      // A tag that comes right after the folder of its word would not be heard of, so each folder is there before.
      const watchers = new Set(Object.values(TAGS).flat())
        .values()
        .map((word) => {
          const path = join(folder.stateDir, "applied/coder/refs/tags", word);
          mkdirSync(path, { recursive: true });
          return watch(path, changed);
        })
        .toArray();
      return () => watchers.forEach((watcher) => watcher.close());
    },
  });
}

function checkTags({ id, stage, fetched_sha }: ApprovalView, tags: ReadonlyMap<string, string>): void {
  const expected = TAGS[stage] ?? [];
  assert.notEqual(expected.length, 0, `#${id} is ${stage}`);
  for (const word of fetched_sha === undefined ? [] : expected) assert.ok(tags.has(`${word}/${id}`), `${word}/${id}`);
  for (const word of ["deployed", "failed", "denied", "revise"])
    if (word !== stage) assert.ok(!tags.has(`${word}/${id}`), `#${id} is ${stage} and has no ${word}/${id}`);
  if (stage === "failed" && fetched_sha !== undefined) assert.equal(tags.get(`failed/${id}`), "tag");
}

// What the queue says of a build is what became of the approval, and why.
async function checkQueue(host: HostClient, approvals: readonly ApprovalView[]): Promise<void> {
  const { builds } = await host.call("builds", { limit: 500 });
  for (const { id, stage, note } of approvals) {
    const build = builds.find(({ approval_id }) => approval_id === id);
    if (build === undefined) assert.notEqual(stage, "deployed", `#${id} was deployed without a build`);
    else assert.deepEqual([build.state, build.note], stage === "deployed" ? ["done", undefined] : ["failed", note]);
    if (stage === "failed") assert.match(note ?? "", /core was restarted|\/srv\/not-there/);
  }
}

// Each decision is told once, however often a core was killed over it.
function checkTold(folder: HiveFolder, decided: readonly ApprovalView[]): void {
  const told = toldOf(folder);
  for (const { id, stage, note = "" } of decided) {
    // What failed while it was read was told to the one who submitted it.
    const expected = /being read/.test(note) ? 0 : 1;
    assert.equal(told.filter((other) => other === id).length, expected, `#${id} (${stage}) was told`);
  }
}

function toldOf({ stateDir }: HiveFolder): (number | undefined)[] {
  const database = new DatabaseSync(join(stateDir, "hive.sqlite"), { readOnly: true });
  const rows = database.prepare("SELECT body FROM messages WHERE sender = 'system' AND recipient = 'manager'").all();
  database.close();
  return rows
    .map(({ body }) => JSON.parse(String(body)) as { event: string; id?: number })
    .flatMap(({ event, id }) => (event === "approval_resolved" ? [id] : []));
}

/** How a proposal may end whose core was killed at a step: what was past its build is carried through, what was being built has failed. */
function endsOf(step: ApprovalStep): readonly string[] {
  switch (step) {
    case "pending":
      return ["pending"];
    case "approved":
    case "deploying":
    case "finalized":
    case "forwarded":
    case "deployed-tagged":
    case "deployed":
      return ["deployed"];
    case "approved-tagged":
      // Its build may have begun beside it.
      return ["deployed", "failed"];
    case "denied":
    case "denied-tagged":
      return ["denied"];
    case "revise":
    case "revise-tagged":
      return ["revise"];
    default:
      return ["failed"];
  }
}

function commit(folder: HiveFolder, yaml: string): string {
  const repo = "proposed/coder/config";
  writeFileSync(join(folder.stateDir, repo, "agent.yaml"), yaml);
  git(folder, repo, "commit", "--quiet", "--all", "-m", "change");
  return git(folder, repo, "rev-parse", "HEAD");
}

function tagsOf(folder: HiveFolder): ReadonlyMap<string, string> {
  const lines = git(folder, "applied/coder", "for-each-ref", "refs/tags", "--format=%(refname:short) %(objecttype)");
  return new Map(lines.split("\n").map((line) => line.split(" ") as [string, string]));
}

function git({ path, stateDir }: HiveFolder, repo: string, ...args: readonly string[]): string {
  const who = { NAME: "manager", EMAIL: "manager@hive.invalid" };
  const identity = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const env = {
    PATH: "/usr/bin:/bin",
    HOME: path,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_OPTIONAL_LOCKS: "0",
    ...Object.fromEntries(identity),
  };
  const argv = ["-C", join(stateDir, repo), "-c", "safe.directory=*", ...args];
  return execFileSync("git", argv, { encoding: "utf8", env }).trim();
}

type KillableCore = AsyncDisposable & {
  readonly host: HostClient;
  readonly exited: Promise<[number | null, string | null]>;
};

async function startCore(folder: HiveFolder, killAt?: ApprovalStep): Promise<KillableCore> {
  const child = spawn(process.execPath, [FIXTURE], {
    env: {
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      HOME: folder.path,
      HYPERHIVE_STATE_DIR: folder.stateDir,
      HYPERHIVE_RUN_DIR: folder.runDir,
      HYPERHIVE_AGENT_PORTS: "off",
      HYPERHIVE_LOG_LEVEL: "error",
      ...(killAt !== undefined && { HYPERHIVE_KILL_AT: killAt }),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit") as Promise<[number | null, string | null]>;
  const lines = createInterface({ input: child.stdout });
  const [opened] = await Promise.race([once(lines, "line"), exited]);
  if (typeof opened !== "string")
    throw new Error(`the core ended with ${child.exitCode ?? child.signalCode} before it was up`);
  const { socket } = JSON.parse(opened) as { socket: string };
  const host = createHostClient({ socketPath: socket });
  return {
    host,
    exited,
    async [Symbol.asyncDispose]() {
      host.close();
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await exited;
    },
  };
}
