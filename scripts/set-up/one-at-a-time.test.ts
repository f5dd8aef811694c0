import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { oneAtATime } from "./one-at-a-time.mjs";
import { makeFolder } from "./test-support/make-folder.ts";

const holdLock = fileURLToPath(new URL("./test-support/hold-lock.ts", import.meta.url));

test("of many at once only one works at a time, and each gets its turn", async () => {
  await using folder = await makeFolder();
  let working = 0;
  const work = async () => {
    working += 1;
    assert.equal(working, 1);
    await setImmediate();
    working -= 1;
    return "done";
  };
  const results = await Promise.all(Array.from({ length: 5 }, () => oneAtATime(folder.path, work)));
  assert.deepEqual(results, Array(5).fill("done"));
});

test("work that fails lets go", async () => {
  await using folder = await makeFolder();
  await assert.rejects(
    oneAtATime(folder.path, async () => Promise.reject(new Error("no"))),
    /no/,
  );
  assert.equal(await oneAtATime(folder.path, async () => "next"), "next");
});

test("two checkouts do not wait for each other", async () => {
  await using one = await makeFolder();
  await using other = await makeFolder();
  assert.equal(await oneAtATime(one.path, () => oneAtATime(other.path, async () => "inner")), "inner");
});

test("a holder that is killed leaves nothing behind", async () => {
  await using folder = await makeFolder();
  const holder = spawn(process.execPath, [holdLock, folder.path], { stdio: ["ignore", "pipe", "inherit"] });
  await once(holder.stdout, "data");
  let entered = false;
  const next = oneAtATime(folder.path, async () => {
    entered = true;
  });
  await setImmediate();
  assert.equal(entered, false);
  holder.kill("SIGKILL");
  await next;
  assert.equal(entered, true);
});
