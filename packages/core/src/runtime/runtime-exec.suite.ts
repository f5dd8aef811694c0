import assert from "node:assert/strict";
import { test } from "node:test";
import { countMarked, openStage, readUntil, type SuiteHost } from "./suite-stage.ts";

/** Tests of commands in a running cage. */
export function testExec(host: SuiteHost): void {
  test("a command has three pipes, its own directory and its exit code", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    const argv = ["sh", "-c", "cat; pwd; echo bad >&2; exit 5"] as const;
    const session = await stage.runtime.exec(stage.cage, { argv, cwd: "/usr" });
    session.stdin.end("héllo\n");
    assert.equal(await readUntil(session.stdout, /usr/), "héllo\n/usr\n");
    assert.equal(await readUntil(session.stderr, /bad/), "bad\n");
    assert.equal(await session.exit, 5);
  });

  test("a command is the cage's own account, without capabilities or a way to gain any", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    const { stdout } = await stage.run(["sh", "-c", "id -u; id -g; hostname; cat /proc/self/status"]);
    assert.match(stdout, new RegExp(`^1000\n1000\n${stage.cage}\n`));
    for (const set of ["Inh", "Prm", "Eff", "Amb"]) assert.match(stdout, new RegExp(`Cap${set}:\t0{16}\n`));
    assert.match(stdout, /NoNewPrivs:\t1/);
  });

  test("a command sees the environment it was given, three defaults and nothing of the core's", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec({ env: { PATH: "/usr/bin", SECRET: "first process only" } }));
    const { stdout } = await stage.run(["env"], { env: { GREETING: "two words; $HOME", LD_PRELOAD: "" } });
    assert.deepEqual(stdout.trim().split("\n").toSorted(), [
      "GREETING=two words; $HOME",
      "HOME=/home/agent",
      "LD_PRELOAD=",
      "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin",
      "TERM=dumb",
    ]);
  });

  test("a command sees the processes of its cage and no others", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec({ argv: ["sleep", stage.marker] }));
    const { stdout } = await stage.run(["sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"]);
    assert.match(stdout, new RegExp(`sleep ${stage.marker}`));
    assert.doesNotMatch(stdout, /node|nsenter/);
  });

  test("a command that a signal ends gives 128 and the signal's number", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    assert.equal((await stage.run(["sh", "-c", "kill -9 $$"])).code, 137);
    assert.equal((await stage.run(["/no/such/program"])).code, 127);
  });

  test("kill ends the command and what it started in the cage, and leaves the cage", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    const argv = ["sh", "-c", `sleep ${stage.marker} & echo ready; wait`] as const;
    const session = await stage.runtime.exec(stage.cage, { argv });
    await readUntil(session.stdout, /ready/);
    session.kill();
    assert.equal(await session.exit, 143);
    while ((await countMarked(stage.marker)) > 0);
    const early = await stage.runtime.exec(stage.cage, { argv: ["sleep", stage.marker] });
    early.kill("SIGKILL");
    assert.equal(await early.exit, 137);
    assert.equal((await stage.runtime.list())[0]?.running, true);
  });

  test("a command that is refused names the field", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    await assert.rejects(stage.runtime.exec(stage.cage, { argv: [""] }), { message: /`argv`/ });
    await assert.rejects(stage.runtime.exec(stage.cage, { argv: ["A=b"] }), { message: /`argv`/ });
    await assert.rejects(stage.runtime.exec(stage.cage, { argv: ["true"], env: { "A-B": "" } }), { message: /`env`/ });
    await assert.rejects(stage.runtime.exec(stage.cage, { argv: ["true"], cwd: "usr" }), { message: /`cwd`/ });
    await assert.rejects(stage.runtime.exec("../x", { argv: ["true"] }), { message: /`cage`/ });
  });

  test("a terminal has a size that can change, and its command an exit code", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    const argv = ["sh", "-c", 'test -t 0 && stty size; read line; stty size; echo "$line $TERM"; exit 4'] as const;
    const session = await stage.runtime.exec(stage.cage, { argv, pty: { cols: 91, rows: 31 } });
    await readUntil(session.stdout, /31 91/);
    session.resize({ cols: 72, rows: 22 });
    session.stdin.write("hi\n");
    assert.match(await readUntil(session.stdout, /xterm/), /22 72\r\nhi xterm-256color/);
    assert.equal(await session.exit, 4);
  });

  test("Ctrl-C in a terminal reaches the command, which may live on", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    const argv = ["sh", "-c", "trap 'echo caught' INT; echo ready; read line; read line; exit 5"] as const;
    const session = await stage.runtime.exec(stage.cage, { argv, pty: { cols: 80, rows: 24 } });
    await readUntil(session.stdout, /ready/);
    session.stdin.write("\u0003");
    await readUntil(session.stdout, /caught/);
    session.stdin.write("\n\n");
    assert.equal(await session.exit, 5);
  });

  test("kill ends a terminal's command", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    const argv = ["sh", "-c", `echo ready; sleep ${stage.marker}`] as const;
    const session = await stage.runtime.exec(stage.cage, { argv, pty: { cols: 80, rows: 24 } });
    await readUntil(session.stdout, /ready/);
    session.kill("SIGKILL");
    assert.equal(await session.exit, 137);
    while ((await countMarked(stage.marker)) > 0);
  });
}
