import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { CageSpec } from "./runtime.ts";
import { collectEvents, countMarked, openStage, readUntil, type Stage, type SuiteHost } from "./suite-stage.ts";

/** Tests of start, stop, exit events and of what a later core finds. */
export function testLifecycle(host: SuiteHost): void {
  test("a cage is started, listed, stopped and forgotten", async () => {
    await using stage = await openStage(host);
    const { runtime, cage } = stage;
    await runtime.start(stage.spec());
    const [status] = await runtime.list();
    assert.equal(status?.cage, cage);
    assert.equal(status.running, true);
    assert.ok(Math.abs(Date.now() - (status.startedAt ?? 0)) < 60_000);
    await runtime.stop(cage, { graceMs: 5_000 });
    assert.equal((await runtime.list())[0]?.running, false);
    await runtime.destroy(cage);
    assert.deepEqual(await runtime.list(), []);
  });

  test("a first process that ends by itself is told with its exit code", async () => {
    await using stage = await openStage(host);
    using events = collectEvents(stage.runtime);
    await stage.runtime.start(stage.spec({ argv: ["sh", "-c", "echo hello; echo oops >&2; exit 7"] }));
    assert.deepEqual(await events.until("started"), { kind: "started", cage: stage.cage });
    assert.deepEqual(await events.until("exited"), { kind: "exited", cage: stage.cage, exitCode: 7 });
    assert.equal((await stage.runtime.list())[0]?.running, false);
    assert.match(await stage.log(), /hello\noops\n/);
  });

  test("stop lets the first process end in its own way", async () => {
    await using stage = await openStage(host);
    using events = collectEvents(stage.runtime);
    await stage.runtime.start(stage.spec({ argv: ["sh", "-c", endsItself(9)] }));
    await stage.logged(/up/);
    await stage.runtime.stop(stage.cage, { graceMs: 10_000 });
    assert.equal(((await events.until("exited")) as { exitCode?: number }).exitCode, 9);
  });

  test("stop kills a first process that ignores SIGTERM, with all it started", async () => {
    await using stage = await openStage(host);
    const script = `trap '' TERM; setsid sleep ${stage.marker} & while :; do sleep 0.02; done`;
    await stage.runtime.start(stage.spec({ argv: ["sh", "-c", script] }));
    while ((await countMarked(stage.marker)) === 0);
    await stage.runtime.stop(stage.cage, { graceMs: 100 });
    assert.equal(await countMarked(stage.marker), 0);
  });

  test("what a first process leaves behind ends with it", async () => {
    await using stage = await openStage(host);
    using events = collectEvents(stage.runtime);
    const script = `setsid sleep ${stage.marker} & exit 3`;
    await stage.runtime.start(stage.spec({ argv: ["sh", "-c", script] }));
    assert.equal(((await events.until("exited")) as { exitCode?: number }).exitCode, 3);
    assert.equal(await countMarked(stage.marker), 0);
  });

  test("a second start is refused while one is under way and while the cage runs", async () => {
    await using stage = await openStage(host);
    const first = stage.runtime.start(stage.spec());
    await assert.rejects(stage.runtime.start(stage.spec()), { code: "cage_running" });
    await first;
    await assert.rejects(stage.runtime.start(stage.spec()), { code: "cage_running" });
    await assert.rejects(stage.runtime.destroy(stage.cage), { code: "cage_running" });
  });

  test("a stopped cage can be started again", async () => {
    await using stage = await openStage(host);
    for (const code of [4, 5]) {
      using events = collectEvents(stage.runtime);
      await stage.runtime.start(stage.spec({ argv: ["sh", "-c", `exit ${code}`] }));
      assert.equal(((await events.until("exited")) as { exitCode?: number }).exitCode, code);
    }
  });

  test("stopping what does not run is no error, and nothing can be run in it", async () => {
    await using stage = await openStage(host);
    await stage.runtime.stop(stage.cage, { graceMs: 0 });
    await stage.runtime.destroy(stage.cage);
    await assert.rejects(stage.runtime.exec(stage.cage, { argv: ["true"] }), { code: "cage_not_running" });
  });

  test("a start that fails says why and leaves nothing behind", async () => {
    await using stage = await openStage(host);
    const { runtime } = stage;
    const noProgram = stage.spec({ argv: ["/no/such/program", stage.marker], network: "internet" });
    await assert.rejects(runtime.start(noProgram), { code: "cage_start_failed", message: /no\/such\/program/ });
    const noSource = stage.spec({ mounts: [{ source: join(stage.folder, "absent"), target: "/state", access: "rw" }] });
    await assert.rejects(runtime.start(noSource), { code: "cage_start_failed", message: /absent/ });
    assert.deepEqual(await runtime.list(), []);
    assert.deepEqual(await readdir(join(stage.folder, "run", "cages")), []);
    assert.equal(await countMarked(stage.marker), 0);
  });

  test("a later core sees, watches, enters and stops the cages of the one before", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec({ argv: ["sh", "-c", endsItself(6)] }));
    await stage.logged(/up/);
    const later = host.createRuntime(join(stage.folder, "run"));
    assert.equal((await later.list())[0]?.running, true);
    using events = collectEvents(later);
    const session = await later.exec(stage.cage, { argv: ["true"] });
    assert.equal(await session.exit, 0);
    await later.stop(stage.cage, { graceMs: 10_000 });
    assert.deepEqual(await events.until("exited"), { kind: "exited", cage: stage.cage, exitCode: 6 });
  });

  test("a cage outlives the SIGKILL of its core, and its end is seen by the next one", async () => {
    await using stage = await openStage(host);
    const { argv, release } = await endsWhenReleased(stage, 11);
    const spec = stage.spec({ argv, network: "internet", mounts: [release, ...stage.spec().mounts] });
    await startByKilledCore(stage, host, spec);
    assert.equal((await stage.runtime.list())[0]?.running, true);
    using events = collectEvents(stage.runtime);
    assert.equal((await stage.run(["touch", "/release/now"])).code, 0);
    assert.deepEqual(await events.until("exited"), { kind: "exited", cage: stage.cage, exitCode: 11 });
  });

  test("an end that no core saw is told to the next one that watches", async () => {
    await using stage = await openStage(host);
    const { argv, release } = await endsWhenReleased(stage, 12);
    await startByKilledCore(stage, host, stage.spec({ argv, mounts: [release] }));
    await writeFile(join(release.source, "now"), "");
    while ((await stage.runtime.list())[0]?.running);
    using events = collectEvents(stage.runtime);
    assert.deepEqual(await events.until("exited"), { kind: "exited", cage: stage.cage, exitCode: 12 });
  });

  test("zombies are reaped", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    await stage.run(["sh", "-c", "(setsid sh -c 'exit 1' &)"]);
    const script = `const { readdirSync, readFileSync } = require("node:fs");
      const state = (pid) => { try { return readFileSync("/proc/" + pid + "/stat", "utf8").split(") ")[1][0]; } catch { return "gone"; } };
      while (readdirSync("/proc").filter((name) => /^\\d+$/.test(name)).some((pid) => state(pid) === "Z"));`;
    assert.equal((await stage.node(script)).code, 0);
  });
}

/** A script that says when it is ready to be told to end. */
function endsItself(code: number): string {
  return `trap 'exit ${code}' TERM; echo up; while :; do sleep 0.02; done`;
}

/** What ends with a code once the file `now` is in the mount. */
async function endsWhenReleased(stage: Stage, code: number) {
  const release = await stage.ownFolder("release", { target: "/release", access: "rw" });
  const argv = ["sh", "-c", `until [ -e /release/now ]; do sleep 0.02; done; exit ${code}`] as const;
  return { argv, release };
}

async function startByKilledCore(stage: Stage, host: SuiteHost, spec: CageSpec): Promise<void> {
  const core = spawn(process.execPath, [host.holder, join(stage.folder, "run"), JSON.stringify(spec)], { env: {} });
  const exited = once(core, "exit");
  await readUntil(core.stdout, /started/);
  core.kill("SIGKILL");
  await exited;
}
