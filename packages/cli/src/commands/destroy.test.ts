import assert from "node:assert/strict";
import { test } from "node:test";
import { ERRORS, HiveError } from "@hyperhive/wire/plain";
import { startFakeHost } from "../../test/fake-host.ts";
import { createTerminal } from "../../test/terminal.ts";

/** A core that knows coder and answers all else with nothing. */
async function hostOfCoder() {
  return await startFakeHost(({ cmd }, send) => send(cmd === "list" ? { agents: ["manager", "coder"] } : {}));
}

test("destroy says on a terminal what goes and what stays, and needs a yes", async () => {
  await using host = await hostOfCoder();
  const terminal = createTerminal({ runDir: host.runDir, tty: true });
  terminal.stdin.end("y\n");
  assert.equal(await terminal.run("destroy", "coder"), 0);
  assert.equal(
    terminal.err(),
    "The cage of coder goes. Its files, config history, log-in and notes stay, and `hive-c0re spawn coder` brings them back.\n" +
      "Destroy coder? [y/N] ",
  );
  assert.deepEqual(host.requests, [{ cmd: "list" }, { cmd: "destroy", name: "coder", purge: false }]);
  assert.equal(terminal.out(), "coder is destroyed; `hive-c0re spawn coder` brings it back\n");
});

test("destroy --purge says that nothing comes back, and needs the name", async () => {
  await using host = await hostOfCoder();
  const terminal = createTerminal({ runDir: host.runDir, tty: true });
  terminal.stdin.end("coder\n");
  assert.equal(await terminal.run("destroy", "coder", "--purge"), 0);
  assert.match(terminal.err(), /deleted for good: its cage, files.*notes\. Nothing brings them back\.\nType its name/);
  assert.deepEqual(host.requests, [{ cmd: "destroy", name: "coder", purge: true }]);
  assert.equal(terminal.out(), "coder is destroyed and all of it deleted\n");
});

for (const [what, argv, typed] of [
  ["nothing", [], "\n"],
  ["no", [], "n\n"],
  ["the end of the input", [], ""],
  ["a mere yes to a purge", ["--purge"], "yes\n"],
  ["another name to a purge", ["--purge"], "code\n"],
] as const) {
  test(`${what} destroys nothing and ends with 1`, async () => {
    await using host = await hostOfCoder();
    const terminal = createTerminal({ runDir: host.runDir, tty: true });
    terminal.stdin.end(typed);
    assert.equal(await terminal.run("destroy", "coder", ...argv), 1);
    assert.ok(!host.requests.some(({ cmd }) => cmd === "destroy"));
    assert.match(terminal.err(), /nothing was destroyed\n$/);
  });
}

test("where nobody can be asked it refuses without --yes, and does not with it", async () => {
  await using host = await hostOfCoder();
  const { runDir } = host;
  for (const [terminal, argv] of [
    [createTerminal({ runDir }), ["--purge"]],
    [createTerminal({ runDir, tty: true }), ["--json"]],
  ] as const) {
    assert.equal(await terminal.run("destroy", "coder", ...argv), 2);
    assert.match(terminal.err(), /`--yes`: expected it, since nobody can be asked here/);
  }
  assert.ok(!host.requests.some(({ cmd }) => cmd === "destroy"));
  const sure = createTerminal({ runDir });
  assert.equal(await sure.run("destroy", "coder", "--purge", "--yes", "--json"), 0);
  assert.deepEqual(JSON.parse(sure.out()), { name: "coder", purged: true });
});

test("nobody is asked about an agent that is not there; the core's refusal comes at once", async () => {
  await using host = await startFakeHost(({ cmd }, send) =>
    send(cmd === "list" ? { agents: ["manager"] } : new HiveError("unknown_agent", "no agent `nobody`")),
  );
  const terminal = createTerminal({ runDir: host.runDir, tty: true });
  assert.equal(await terminal.run("destroy", "nobody"), ERRORS.unknown_agent.exit);
  assert.equal(terminal.err(), "hive-c0re: no agent `nobody`\n");
});

test("what the core refuses to destroy is told in its words", async () => {
  await using host = await startFakeHost((_, send) => send(new HiveError("forbidden", "the manager stays")));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("destroy", "manager", "--yes"), ERRORS.forbidden.exit);
  assert.equal(terminal.err(), "hive-c0re: the manager stays\n");
});
