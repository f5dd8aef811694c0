import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startTestHive, type Scenario, type TestHive, waitFor } from "@hyperhive/testkit";

/** The manager writes coder's agent.yaml as it is told, commits it, submits the commit, and hears what came of it. */
function proposing(yaml: string): Scenario {
  const edit = [
    "cd /agents/coder/config",
    "git fetch --quiet /applied/coder main && git switch --quiet -C edit FETCH_HEAD",
    "git -C /meta log -1 --format=%s && git -C /applied/coder tag",
    `printf '${yaml.replaceAll("\n", "\\n")}' > agent.yaml`,
    "git commit -qam 'give coder another shape'",
    "echo committed $(git rev-parse HEAD)",
  ].join(" && ");
  return {
    rules: [
      {
        name: "edit",
        when: { agent: "manager", prompt: "from: operator.*change coder", step: 0 },
        reply: { blocks: [{ type: "tool_use", name: "Bash", input: { command: edit } }] },
      },
      {
        name: "submit",
        when: { agent: "manager", toolResult: "committed ([0-9a-f]{40})" },
        reply: {
          blocks: [
            {
              type: "tool_use",
              name: "mcp__hyperhive__request_apply_commit",
              input: { agent: "coder", commit_ref: "$1", description: "as the operator asked" },
            },
          ],
        },
      },
      {
        name: "hear",
        when: { agent: "manager", prompt: '"event":"approval_resolved".*"status":"(\\w+)"' },
        replies: [
          {
            blocks: [{ type: "tool_use", name: "mcp__hyperhive__send", input: { to: "operator", body: "it was $1" } }],
          },
          "done",
        ],
      },
    ],
    otherwise: "done",
  };
}

test("the manager's proposal is seen, approved, built and run, and every step is a tag", async () => {
  const yaml = "model: opus\nnetwork: none\ntools: [Read, Grep]\n";
  await using hive = await startTestHive({ scenario: proposing(yaml), agents: { coder: { network: "none" } } });
  const metaCommits = logOf(hive, "meta").length;
  await hive.host.call("send", { to: "manager", body: "change coder" });
  const pending = await untilPending(hive);
  assert.deepEqual(
    [pending.agent, pending.kind, pending.description],
    ["coder", "apply_commit", "as the operator asked"],
  );

  const change = await hive.host.call("diff", { id: pending.id });
  assert.match(change.diff, /^\+model: opus$/m);
  assert.deepEqual([change.base, change.head_sha, change.truncated], ["running", pending.fetched_sha, false]);
  const asked = hive.core.agents.view("coder");
  assert.notEqual(asked.deployed_sha, pending.fetched_sha?.slice(0, 12), "nothing runs before it is approved");

  const heard: string[] = [];
  hive.core.hub.subscribe((frame) => {
    if (frame.kind === "build_line") heard.push(frame.line.line);
    if (frame.kind === "build_changed") heard.push(frame.build.state);
  });
  await hive.host.call("approve", { id: pending.id });
  const { approvals } = await hive.host.call("approvals", { resolved: true });
  const lines = await follow(hive, approvals[0]?.build_id ?? 0);
  for (const line of [/^node v24/m, /^config: model opus/m, /^restarting coder/m]) assert.match(lines.join("\n"), line);
  assert.deepEqual(heard, ["queued", "running", ...lines, "done"], "each line was told while the build ran");
  const told = hive.core.agents.history("coder").list(2000);
  const ofBuild = told.flatMap(({ event }) =>
    event.kind === "build" && event.state === "running" ? [event.line] : [],
  );
  assert.deepEqual(ofBuild, lines, "and stands among the agent's own events");

  const word = await hive.untilMessage(({ from, to }) => from === "manager" && to === "operator", "the manager's word");
  assert.equal(word.body, "it was approved");
  assert.equal(hive.core.agents.view("coder").deployed_sha, pending.fetched_sha?.slice(0, 12));
  const tags = gitIn(hive, "applied/coder", "tag", "-n");
  for (const word of ["proposal", "approved", "building", "deployed"])
    assert.match(tags, new RegExp(`^${word}/${pending.id}\\b`, "m"));
  assert.equal(logOf(hive, "meta").length, metaCommits + 1, "one more deploy");
  assert.match(logOf(hive, "meta")[0] ?? "", /deploy coder/);

  await hive.host.call("send", { to: "coder", body: "hello" });
  const request = await hive.model.waitForRequest(
    ({ agent, path, purpose }) => agent === "coder" && path === "/v1/messages" && purpose === "turn",
  );
  const body = request.body as { model: string; tools: { name: string }[] };
  assert.match(body.model, /opus/);
  const tools = body.tools.map(({ name }) => name);
  for (const name of ["Read", "Grep"]) assert.ok(tools.includes(name), `${name} is there`);
  for (const name of ["Bash", "Edit", "Write", "Glob"]) assert.ok(!tools.includes(name), `${name} is gone`);
});

test("a proposal that cannot be built leaves the agent, main and the lock as they were, and the manager hears why", async () => {
  const yaml = "model: opus\nnetwork: none\nmounts: [{source: /srv/not-there, target: /data}]\n";
  await using hive = await startTestHive({ scenario: proposing(yaml), agents: { coder: { network: "none" } } });
  const before = {
    main: gitIn(hive, "applied/coder", "rev-parse", "main"),
    meta: logOf(hive, "meta"),
    lock: readFileSync(join(hive.folder.stateDir, "meta/hive.lock.json"), "utf8"),
    harness: hive.pidOf("coder", "hive-ag3nt.ts"),
  };
  await hive.host.call("send", { to: "manager", body: "change coder" });
  const pending = await untilPending(hive);
  await hive.host.call("approve", { id: pending.id });

  const told = await hive.untilMessage(({ from, to }) => from === "manager" && to === "operator", "the manager's word");
  assert.equal(told.body, "it was failed");
  const event = await hive.untilMessage(({ body }) => body.includes('"approval_resolved"'), "the event");
  assert.match(event.body, /\/srv\/not-there/);
  const [approval] = (await hive.host.call("approvals", { resolved: true })).approvals;
  assert.equal(approval?.status, "failed");
  assert.match(approval.note ?? "", /\/srv\/not-there/);
  const kind = gitIn(hive, "applied/coder", "cat-file", "-t", `failed/${pending.id}`);
  assert.equal(kind, "tag", "the failure is an annotated tag");
  assert.match(gitIn(hive, "applied/coder", "tag", "-n", "-l", "failed/*"), /\/srv\/not-there/);
  assert.deepEqual(
    {
      main: gitIn(hive, "applied/coder", "rev-parse", "main"),
      meta: logOf(hive, "meta"),
      lock: readFileSync(join(hive.folder.stateDir, "meta/hive.lock.json"), "utf8"),
      harness: hive.pidOf("coder", "hive-ag3nt.ts"),
    },
    before,
    "the same process still runs the old revision",
  );
});

async function untilPending(hive: TestHive) {
  await waitFor({
    what: "a pending approval",
    look: () => hive.core.approvals.pending()[0],
    subscribe: (changed) => hive.core.hub.subscribe(changed),
  });
  const [pending] = (await hive.host.call("pending", {})).approvals;
  assert.ok(pending);
  return pending;
}

async function follow(hive: TestHive, id: number): Promise<string[]> {
  const stream = await hive.host.open("build_output", { id, follow: true });
  const lines = stream.response.lines.map(({ line }) => line);
  for await (const item of stream) {
    if ("build" in item) {
      assert.equal(item.build.state, "done", item.build.note);
      break;
    }
    lines.push(...item.lines.map(({ line }) => line));
  }
  return lines;
}

function logOf(hive: TestHive, repo: string): string[] {
  return gitIn(hive, repo, "log", "--format=%s").split("\n");
}

function gitIn(hive: TestHive, repo: string, ...args: readonly string[]): string {
  const env = { PATH: "/usr/bin:/bin", HOME: hive.folder.path, GIT_CONFIG_NOSYSTEM: "1" };
  const folder = join(hive.folder.stateDir, repo);
  return execFileSync("git", ["-C", folder, "-c", "safe.directory=*", ...args], { encoding: "utf8", env }).trim();
}
