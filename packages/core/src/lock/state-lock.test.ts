import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { atEndOf } from "../at-end-of.test-support.ts";
import { lockDirectory } from "./state-lock.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";

const HOLDER = `
  const { lockDirectory } = await import(process.argv[1]);
  lockDirectory(process.argv[2], process.pid);
  console.log("held");
  setInterval(() => {}, 1000);
`;

test("a second core is told which process holds the directory", (t) => {
  const directory = tempFolderOf(t);
  const lock = lockDirectory(directory, 4711);
  assert.throws(() => lockDirectory(directory, 4712), {
    code: "core_running",
    message: /another core \(process 4711\) runs on/,
  });
  lock.release();
});

test("a released directory can be locked again", (t) => {
  const directory = tempFolderOf(t);
  lockDirectory(directory, 1).release();
  lockDirectory(directory, 2).release();
});

test("two directories are locked side by side", (t) => {
  const [one, two] = [tempFolderOf(t), tempFolderOf(t)];
  const locks = [lockDirectory(one, 1), lockDirectory(two, 1)];
  for (const lock of locks) lock.release();
});

test("the lock of a killed process is free at once", async (t) => {
  const directory = tempFolderOf(t);
  const holder = spawn(
    process.execPath,
    ["--input-type=module", "-e", HOLDER, join(import.meta.dirname, "state-lock.ts"), directory],
    {
      env: {},
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  atEndOf(t, () => holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  assert.throws(() => lockDirectory(directory, 2), {
    code: "core_running",
    message: new RegExp(`process ${holder.pid}`),
  });
  holder.kill("SIGKILL");
  await once(holder, "exit");
  lockDirectory(directory, 2).release();
});
