import assert from "node:assert/strict";
import { test } from "node:test";
import { ERRORS, HiveError } from "@hyperhive/wire/plain";
import { startFakeHost } from "../test/fake-host.ts";
import { createTerminal } from "../test/terminal.ts";

test("without a core a verb ends with the code of core_unreachable and says how to start one", async () => {
  const terminal = createTerminal({ runDir: "/nowhere/at/all" });
  assert.equal(await terminal.run("list"), ERRORS.core_unreachable.exit);
  assert.match(terminal.err(), /no core answers at \/nowhere\/at\/all\/host\.sock.*npm start/);
  assert.equal(terminal.out(), "");
});

test("with --json an error is one JSON object on stderr", async () => {
  const terminal = createTerminal();
  assert.equal(await terminal.run("list", "--json", "--run-dir", "/nowhere"), ERRORS.core_unreachable.exit);
  const { ok, code } = JSON.parse(terminal.err()) as { ok: boolean; code: string };
  assert.deepEqual({ ok, code }, { ok: false, code: "core_unreachable" });
});

test("with --json a wrong command line is one JSON object on stderr", async () => {
  for (const [argv, told] of [
    [["send", "--json"], /^missing required argument 'to'/],
    [["--json", "lst"], /^unknown command 'lst'/],
    [["--json"], /^expected a command/],
  ] as const) {
    const terminal = createTerminal();
    assert.equal(await terminal.run(...argv), 2);
    const { ok, error, code } = JSON.parse(terminal.err()) as { ok: boolean; error: string; code: string };
    assert.deepEqual({ ok, code }, { ok: false, code: "bad_request" });
    assert.match(error, told);
  }
});

test("an error of the core is told in its words and ends with its exit code", async () => {
  await using host = await startFakeHost((_, send) => send(new HiveError("unknown_agent", "no agent `codr`")));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("pause", "codr"), ERRORS.unknown_agent.exit);
  assert.equal(terminal.err(), "hive-c0re: no agent `codr`\n");
});

for (const [what, argv, told] of [
  ["an unknown verb", ["lst"], /unknown command 'lst'[^]*Did you mean list/],
  ["an unknown option", ["list", "--jsn"], /unknown option '--jsn'[^]*Did you mean --json/],
  ["a missing argument", ["send", "coder"], /missing required argument 'text'/],
  ["too many arguments", ["pause", "a", "b"], /too many arguments/],
  ["a count that is no number", ["inbox", "-n", "few"], /expected a number from 1/],
  ["a port out of range", ["serve", "--port", "70000"], /expected a port from 0 to 65535/],
  [
    "a run directory that is no absolute path",
    ["list", "--run-dir", "here"],
    /`HYPERHIVE_RUN_DIR`: expected an absolute/,
  ],
  ["neither names nor --all", ["start"], /expected names of agents or `--all`, got neither/],
  ["names beside --all", ["stop", "coder", "--all"], /got both/],
  ["an unknown shell", ["completion", "tcsh"], /expected bash, zsh, fish, got "tcsh"/],
] as const) {
  test(`${what} ends with 2 and says what was expected`, async () => {
    const terminal = createTerminal();
    assert.equal(await terminal.run(...argv), 2);
    assert.match(terminal.err(), told);
  });
}

test("help and version go to stdout and end with 0", async () => {
  const help = createTerminal();
  assert.equal(await help.run("--help"), 0);
  for (const verb of ["serve", "send", "doctor", "login-link"]) assert.match(help.out(), new RegExp(`^  ${verb}`, "m"));
  assert.doesNotMatch(help.out(), /complete \[/);
  const version = createTerminal();
  assert.equal(await version.run("--version"), 0);
  assert.match(version.out(), /^\d+\.\d+\.\d+\n$/);
});
