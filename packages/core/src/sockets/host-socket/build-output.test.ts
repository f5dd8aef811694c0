import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { toAgentName, type Build, type BuildLine } from "@hyperhive/wire";
import { startStage, type Stage } from "../../daemon.test-support.ts";
import { until } from "../../lifecycle/lifecycle.test-support.ts";
import type { Answer, RawClient } from "../raw-client.test-support.ts";

/** A hive in which one build runs: it prints and ends when the test says so. */
async function startBuild(t: TestContext) {
  const stage = await startStage(t);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let print: ((line: string) => void) | undefined;
  const play = async (onLine: (line: string) => void) => {
    print = onLine;
    await ended;
  };
  stage.runtime.nextBuilds.push({ play });
  const { id } = await stage.core.builds.rebuild("operator", toAgentName("coder"));
  await until(() => print !== undefined, "the build to begin");
  return { ...stage, id, end, print: (line: string) => print?.(line), follow: () => follow(stage, id) };
}

async function follow({ host }: Stage, id: number): Promise<{ client: RawClient; first: Answer }> {
  const client = host();
  return { client, first: await client.ask({ cmd: "build_output", id, follow: true }) };
}

/** Every line up to the end of the stream, and the build as it ended. */
async function readToEnd({ client, first }: { client: RawClient; first: Answer }) {
  const lines = [...(first["lines"] as BuildLine[])];
  for (let item = await client.next(); item !== undefined; item = await client.next()) {
    assert.deepEqual([item.version, item.ok], [1, true]);
    if (item["build"] !== undefined) return { lines, build: item["build"] as Build, after: await client.next() };
    lines.push(...(item["lines"] as BuildLine[]));
  }
  throw new Error("the stream ended without the build");
}

test("a follower gets every line once and in order, whenever it came, and at last how the build ended", async (t) => {
  const { core, id, print, end, follow } = await startBuild(t);
  const followers = [await follow()];
  for (let n = 0; n < 50; n += 1) {
    print(`line ${n}`);
    if (n % 10 === 5) followers.push(await follow());
  }
  const reading = followers.map(readToEnd);
  for (let n = 50; n < 100; n += 1) print(`line ${n}`);
  end();
  const all = await Promise.all(reading);
  const kept = core.builds.lines(id).map((line) => ({ ...line }));
  for (const { lines, build, after } of all) {
    assert.deepEqual(lines, kept);
    assert.deepEqual([build.id, build.state, after], [id, "done", undefined]);
  }
  assert.deepEqual(
    kept.map(({ seq }) => seq),
    kept.map((_line, index) => index + 1),
  );
  assert.equal(kept.filter(({ line }) => line.startsWith("line ")).length, 100);
});

test("a build that has ended is answered whole and followed no further", async (t) => {
  const { host, id, print, end, core } = await startBuild(t);
  print("one");
  end();
  await until(() => core.builds.find(id).ended_at !== undefined, "the build to end");
  const client = host();
  const answer = await client.ask({ cmd: "build_output", id, follow: true });
  assert.equal((answer["build"] as Build).state, "done");
  assert.ok((answer["lines"] as BuildLine[]).some(({ line }) => line === "one"));
  assert.equal((await client.ask({ cmd: "list" })).ok, true, "the connection is free again");
  assert.equal((await client.ask({ cmd: "build_output", id: 99 })).code, "not_found");
});

test("without follow the answer is what was printed so far", async (t) => {
  const { host, id, print } = await startBuild(t);
  print("one");
  const client = host();
  const answer = await client.ask({ cmd: "build_output", id });
  assert.deepEqual(
    [(answer["build"] as Build).state, (answer["lines"] as BuildLine[]).at(-1)?.line],
    ["running", "one"],
  );
  assert.equal((await client.ask({ cmd: "list" })).ok, true);
});

test("a cancelled build tells its followers", async (t) => {
  const { host, id, follow } = await startBuild(t);
  const following = readToEnd(await follow());
  assert.deepEqual(await host().ask({ cmd: "cancel_build", id }), { version: 1, ok: true });
  const { build } = await following;
  assert.deepEqual([build.state, build.note], ["cancelled", "cancelled by the operator"]);
  assert.equal((await host().ask({ cmd: "cancel_build", id })).code, "already_decided");
  assert.equal((await host().ask({ cmd: "cancel_build", id: 99 })).code, "not_found");
});

test("a build whose output cannot be stored goes on, and its followers hear what it prints", async (t) => {
  const { config, print, end, follow } = await startBuild(t);
  const database = new DatabaseSync(join(config.stateDir, "hive.sqlite"));
  database.exec("create trigger full before insert on build_lines begin select raise(abort, 'the disk is full'); end");
  database.close();
  const following = readToEnd(await follow());
  print("unstored");
  end();
  const { lines, build } = await following;
  assert.deepEqual([build.state, lines.some(({ line }) => line === "unstored")], ["done", true]);
});

test("a follower that hangs up leaves the build alone", async (t) => {
  const { core, id, print, end, follow } = await startBuild(t);
  const { client } = await follow();
  client.socket.destroy();
  print("one");
  end();
  await until(() => core.builds.find(id).state === "done", "the build to end");
});
