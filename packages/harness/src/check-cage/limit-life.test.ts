import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { test } from "node:test";

async function run(script: string) {
  const source = `import { limitLife } from ${JSON.stringify(new URL("./limit-life.ts", import.meta.url).href)}; ${script}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    env: {},
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { said, code, signal };
}

test("a process that hangs is ended, and says so first", async () => {
  const { said, signal } = await run("limitLife(50); setInterval(() => {}, 1_000);");
  assert.equal(signal, "SIGKILL");
  assert.match(said, /^problem: the check did not end within 0\.05 s/);
});

test("a process that ends before is not held up", async () => {
  assert.deepEqual(await run("limitLife(600_000);"), { said: "", code: 0, signal: null });
});
