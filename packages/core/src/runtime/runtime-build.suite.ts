import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { sweepBuildCages } from "./build-cages.ts";
import type { BuildOptions, CageSpec } from "./runtime.ts";
import { countMarked, openStage, readUntil, type Stage, type SuiteHost } from "./suite-stage.ts";

/** Tests of builds: programs that run to their end in a throwaway cage. */
export function testBuild(host: SuiteHost): void {
  test("a build that ends with 0 gives its lines of both streams in order and leaves nothing", async () => {
    await using stage = await openStage(host);
    const { lines } = await build(stage, { argv: shell("echo one; echo two >&2; printf 'three\\nend'") });
    assert.deepEqual(lines, ["one", "two", "three", "end"]);
    await assertNothingLeft(stage);
  });

  test("a line arrives while the program still runs", async () => {
    await using stage = await openStage(host);
    const release = await stage.ownFolder("release", { target: "/release", access: "rw" });
    const argv = shell("echo first; until [ -e /release/now ]; do sleep 0.02; done; echo second");
    const seen: string[] = [];
    const onLine = (line: string) => {
      seen.push(line);
      if (line === "first") void writeFile(join(release.source, "now"), "");
    };
    await stage.runtime.build(buildSpec(stage, { argv, mounts: [release] }), { onLine, signal: never() });
    assert.deepEqual(seen, ["first", "second"]);
  });

  test("a build that ends with another code is refused with that code, and its last line is there", async () => {
    await using stage = await openStage(host);
    const lines: string[] = [];
    const options = { onLine: (line: string) => lines.push(line), signal: never() };
    for (const [script, code] of [
      ["echo why >&2; exit 7", /exit code 7$/],
      ["echo why; kill -9 $$", /exit code 137$/],
    ] as const) {
      const spec = buildSpec(stage, { argv: shell(script) });
      await assert.rejects(stage.runtime.build(spec, options), { code: "build_failed", message: code });
      assert.equal(lines.pop(), "why");
      await assertNothingLeft(stage);
    }
  });

  test("what a program writes without end is cut, not collected", async () => {
    await using stage = await openStage(host);
    const { lines } = await build(stage, { argv: shell("yes | head -n 9000; printf '%9000s' long; echo over >&2") });
    assert.equal(lines.length, 5_001);
    assert.match(lines.at(-1) ?? "", /left out/);
  });

  test("an abort kills all that the build started and rejects with its reason", async () => {
    await using stage = await openStage(host);
    const stop = new AbortController();
    const argv = shell(`trap '' TERM; setsid sleep ${stage.marker} & echo up; while :; do sleep 0.02; done`);
    const reason = new Error("the operator changed their mind");
    const running = build(stage, { argv }, { signal: stop.signal, onLine: () => stop.abort(reason) });
    await assert.rejects(running, reason);
    assert.equal(await countMarked(stage.marker), 0);
    await assertNothingLeft(stage);
  });

  test("an abort before the program runs leaves nothing either", async () => {
    await using stage = await openStage(host);
    const reason = new Error("too late");
    await assert.rejects(build(stage, {}, { signal: AbortSignal.abort(reason) }), reason);
    for (const network of ["none", "internet"] as const) {
      const stop = new AbortController();
      const running = build(stage, { network, argv: ["sleep", stage.marker] }, { signal: stop.signal });
      // Before the cage is made, which needs other processes.
      stop.abort(reason);
      await assert.rejects(running, reason);
    }
    assert.equal(await countMarked(stage.marker), 0);
    await assertNothingLeft(stage);
  });

  test("a build that takes too long is ended and says how long it had", async () => {
    await using stage = await openStage(host);
    const running = build(stage, { argv: ["sleep", stage.marker] }, { timeoutMs: 1_000 });
    await assert.rejects(running, { code: "build_failed", message: /did not end within 1 s/ });
    assert.equal(await countMarked(stage.marker), 0);
    await assertNothingLeft(stage);
  });

  test("a cage that cannot be made is refused with what is missing", async () => {
    await using stage = await openStage(host);
    const absent = { source: join(stage.folder, "absent"), target: "/data", access: "ro" } as const;
    await assert.rejects(build(stage, { mounts: [absent] }), { code: "cage_start_failed", message: /absent/ });
    const noProgram = build(stage, { argv: ["/no/such/program"] });
    await assert.rejects(noProgram, { code: "cage_start_failed", message: /no\/such\/program/ });
    await assertNothingLeft(stage);
  });

  test("a build in the cage of an agent is refused", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    await assert.rejects(build(stage, { cage: stage.cage }), { code: "cage_start_failed", message: /`b-`/ });
    assert.equal((await stage.run(["true"])).code, 0);
  });

  if (host.limits === "refused") {
    test("limits are refused for a start as for a build", async () => {
      await using stage = await openStage(host);
      const limits = { memoryMb: 512 };
      await assert.rejects(build(stage, { limits }), { code: "unsupported", message: /`limits`/ });
      await assert.rejects(stage.runtime.start(stage.spec({ limits })), { code: "unsupported", message: /`limits`/ });
      await assertNothingLeft(stage);
    });
  }

  test("the agent's own cage runs on, and nobody who watches hears of the build", async () => {
    await using stage = await openStage(host);
    const watching = new AbortController();
    const events = stage.runtime.watch(watching.signal);
    await stage.runtime.start(stage.spec());
    const [before] = await stage.runtime.list();
    await build(stage, { argv: ["true"] });
    assert.deepEqual(await stage.runtime.list(), [before]);
    assert.equal((await stage.run(["true"])).code, 0);
    await stage.runtime.stop(stage.cage, { graceMs: 0 });
    const heard: string[] = [];
    for await (const { kind, cage } of events) {
      heard.push(`${kind} ${cage}`);
      if (kind === "exited") watching.abort();
    }
    assert.deepEqual(heard, [`started ${stage.cage}`, `exited ${stage.cage}`]);
  });

  test("a build has the network of its spec and no other", async () => {
    await using stage = await openStage(host);
    await using server = createServer((socket) => socket.end()).listen({ host: "127.0.0.1", port: 0 });
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const script = `require("node:net").connect(${port}, "127.0.0.1").on("connect", () => { console.log("connected"); process.exit(0); }).on("error", (error) => console.log(error.code));`;
    for (const [network, said] of [
      ["none", "ECONNREFUSED"],
      ["internet", "ECONNREFUSED"],
      ["host", "connected"],
    ] as const) {
      const { lines } = await build(stage, { network, argv: ["/opt/node", "-e", script] });
      assert.deepEqual(lines, [said], network);
    }
    await assertNothingLeft(stage);
  });

  test("a second build of that name is refused while one runs", async () => {
    await using stage = await openStage(host);
    const stop = new AbortController();
    const first = build(stage, { argv: ["sleep", "1000"] }, { signal: stop.signal });
    await assert.rejects(build(stage, { argv: ["true"] }), { code: "cage_running" });
    stop.abort(new Error("enough"));
    await assert.rejects(first, /enough/);
  });

  for (const [how, clear] of [
    ["the next build of that name", (stage: Stage) => build(stage, { argv: ["true"] })],
    ["the sweep", (stage: Stage) => sweepBuildCages(stage.runtime)],
  ] as const) {
    test(`what a killed core left of a build is cleared away by ${how}`, async () => {
      await using stage = await openStage(host);
      const script = `trap '' TERM PIPE; sleep ${stage.marker} & echo up; while :; do sleep 0.02; done`;
      const spec = JSON.stringify(buildSpec(stage, { argv: shell(script), network: "internet" }));
      const core = spawn(process.execPath, [host.holder, join(stage.folder, "run"), spec, "build"], { env: {} });
      await readUntil(core.stdout, /up/);
      core.kill("SIGKILL");
      await once(core, "exit");
      while ((await countMarked(stage.marker)) === 0);
      await clear(stage);
      assert.equal(await countMarked(stage.marker), 0);
      await assertNothingLeft(stage);
    });
  }
}

function build(stage: Stage, changes: Partial<CageSpec>, options: Partial<BuildOptions> = {}) {
  const lines: string[] = [];
  const onLine = (line: string) => lines.push(line);
  const running = stage.runtime.build(buildSpec(stage, changes), { onLine, signal: never(), ...options });
  return running.then(() => ({ lines }));
}

function buildSpec(stage: Stage, changes: Partial<CageSpec>): CageSpec {
  return stage.spec({ cage: `b-${stage.marker}`, logFile: join(stage.folder, "build.log"), ...changes });
}

function shell(script: string): readonly [string, ...string[]] {
  return ["sh", "-c", script];
}

function never(): AbortSignal {
  return new AbortController().signal;
}

async function assertNothingLeft(stage: Stage): Promise<void> {
  assert.deepEqual(await stage.runtime.list(), []);
  assert.deepEqual(await readdir(join(stage.folder, "run", "cages")), []);
  assert.ok(!(await readdir(stage.folder)).includes("build.log"));
}
