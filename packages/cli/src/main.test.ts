import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { startFakeHost } from "../test/fake-host.ts";

const main = join(import.meta.dirname, "main.ts");

type Ended = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the real program. */
async function hiveCore(t: TestContext, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return await runNode(t, [main, ...args], env);
}

async function runNode(t: TestContext, args: readonly string[], env: Record<string, string>): Promise<Ended> {
  return await runProgram(t, [process.execPath, ...args], env);
}

/** Runs a program with a home of its own and nothing inherited. */
async function runProgram(
  t: TestContext,
  [program, ...args]: readonly [string, ...string[]],
  env: Record<string, string>,
): Promise<Ended> {
  const home = await mkdtemp(join(tmpdir(), "hive-cli-"));
  t.after(async () => await rm(home, { recursive: true, force: true }));
  const { promise, resolve } = Promise.withResolvers<Ended>();
  execFile(program, args, { env: { HOME: home, PATH: "/usr/bin:/bin", ...env } }, (error, out, err) =>
    resolve({ code: error === null ? 0 : Number(error.code), out, err }),
  );
  return await promise;
}

test("the program prints to stdout, complains on stderr and ends with the code of the error table", async (t) => {
  await using host = await startFakeHost((_, send) => send({ agents: ["manager"] }));
  assert.deepEqual(await hiveCore(t, ["list"], { HYPERHIVE_RUN_DIR: host.runDir }), {
    code: 0,
    out: "manager\n",
    err: "",
  });
  const away = await hiveCore(t, ["list", "--run-dir", join(host.runDir, "other")]);
  assert.deepEqual([away.code, away.out], [10, ""]);
  assert.match(away.err, /^hive-c0re: no core answers at /);
});

test("completions name verbs, options, and the agents of the running core", async (t) => {
  await using host = await startFakeHost((_, send) => send({ agents: ["manager", "coder", "critic"] }));
  const complete = async (...words: string[]) => {
    const { out } = await hiveCore(t, ["complete", "--", ...words], { HYPERHIVE_RUN_DIR: host.runDir });
    return out.split("\n").flatMap((line) => (line === "" || line.startsWith(":") ? [] : [line.split("\t")[0]]));
  };
  assert.deepEqual(await complete("st"), ["status", "start", "stop"]);
  assert.deepEqual(await complete("logs", "c"), ["coder", "critic"]);
  assert.deepEqual(await complete("restart", "coder", "m"), ["manager"]);
  assert.deepEqual(await complete("kill", "co"), ["coder"]);
  assert.deepEqual(await complete("rebuild", "coder", "cr"), ["critic"]);
  assert.deepEqual(await complete("destroy", "co"), ["coder"]);
  assert.deepEqual(await complete("reminders", "co"), ["coder"]);
  assert.deepEqual(await complete("approve", ""), []);
  assert.deepEqual(await complete("logs", "--f"), ["--follow"]);
  assert.deepEqual(await complete("completion", ""), ["bash", "zsh", "fish"]);
});

test("without a core completions still name the verbs, and say nothing on stderr", async (t) => {
  const { code, out, err } = await hiveCore(t, ["complete", "--", "logs", ""], { HYPERHIVE_RUN_DIR: "/nowhere" });
  assert.deepEqual([code, out, err], [0, ":4\n", ""]);
});

for (const shell of ["bash", "zsh", "fish"]) {
  test(`the completion script for ${shell} asks this program`, async (t) => {
    const { code, out } = await hiveCore(t, ["completion", shell]);
    assert.equal(code, 0);
    assert.match(out, /hive-c0re complete --/);
  });
}

test("a bare bash completes with the script, and runs nothing of what is typed", async (t) => {
  await using host = await startFakeHost((_, send) => send({ agents: ["manager", "coder", "critic"] }));
  const bin = join(import.meta.dirname, "../bin");
  const script = `
    source <(hive-c0re completion bash)
    for typed in 'st' 'logs c' 'send ' 'send $(touch$IFS$HOME/run) x' 'completion '; do
      IFS=' ' read -ra COMP_WORDS <<<"hive-c0re $typed"
      [[ $typed == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      __hive_c0re_complete
      echo "$typed: \${COMPREPLY[*]}"
    done
    ls "$HOME"
    complete -p hive-c0re`;
  const { out, err } = await runProgram(t, ["bash", "--norc", "--noprofile", "-c", script], {
    PATH: `${bin}:/usr/bin:/bin`,
    HYPERHIVE_RUN_DIR: host.runDir,
  });
  assert.equal(err, "");
  assert.deepEqual(out.split("\n"), [
    "st: status start stop",
    "logs c: coder critic",
    "send : manager coder critic",
    "send $(touch$IFS$HOME/run) x: ",
    "completion : bash zsh fish",
    "complete -o default -F __hive_c0re_complete hive-c0re",
    "",
  ]);
});

const TELL_WHAT_IS_LOADED = `
  const { registerHooks } = await import("node:module");
  registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });
  process.argv.push(process.env.MAIN, "list", "--run-dir", "/nowhere");
  await import(process.env.MAIN);
`;

test("a thin verb loads neither the core nor a schema library, so that it starts at once", async (t) => {
  const { out } = await runNode(t, ["--input-type=module", "-e", TELL_WHAT_IS_LOADED], { MAIN: main });
  const loaded = out.split("\n");
  assert.ok(loaded.some((url) => url.endsWith("commands/list.ts")));
  for (const heavy of ["/zod/", "/core/src/", "/pino/", "/@bomb.sh/"]) {
    assert.deepEqual(
      loaded.filter((url) => url.includes(heavy)),
      [],
    );
  }
});
