import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { test } from "node:test";
import { MAX_REMINDER_BODY_BYTES } from "@hyperhive/wire";
import { startReminders, type RemindersStage } from "./reminders.test-support.ts";

const LONG = "é".repeat(MAX_REMINDER_BODY_BYTES / 2 + 1);

/** What a reminder to this file comes to. */
async function failureOf(stage: RemindersStage, filePath: string): Promise<string | undefined> {
  await stage.remind({ filePath, message: "secret plan" });
  await stage.pass(10_000);
  return stage.reminders.list()[0]?.failure;
}

test("a message of 4 KiB is delivered as it is, a longer one as a pointer to a file", async () => {
  await using stage = startReminders();
  await stage.remind({ message: LONG.slice(1) });
  const id = await stage.remind({ message: LONG });
  await stage.pass(10_000);
  const [whole, pointer] = stage.inbox();
  assert.equal(whole?.body, LONG.slice(1));
  assert.equal(pointer?.body, `Reminder ${id} is in /state/reminders/${id}.md (4098 bytes): read it there.`);
  assert.equal(readFileSync(stage.host(`/state/reminders/${id}.md`), "utf8"), LONG);
  assert.equal(existsSync(stage.host("/state/reminders/1.md")), false);
});

test("a message with a path goes to that file, however short, and the folders on the way are made", async () => {
  await using stage = startReminders();
  assert.equal(await failureOf(stage, "/shared/plans/next/todo.md"), undefined);
  assert.match(stage.inbox()[0]?.body ?? "", /in \/shared\/plans\/next\/todo\.md \(11 bytes\)/);
  assert.equal(readFileSync(stage.host("/shared/plans/next/todo.md"), "utf8"), "secret plan");
  assert.deepEqual(readdirSync(stage.host("/shared/plans/next")), ["todo.md"], "no draft stays");
});

test("a parent that is a symbolic link is not followed, wherever it stands and leads", async () => {
  for (const [link, path] of [
    ["/state/out", "/state/out/x.md"],
    ["/state/out", "/state/out/deeper/x.md"],
    ["/state/reminders", "/state/reminders/x.md"],
  ] as const) {
    await using stage = startReminders();
    symlinkSync(stage.host("/outside"), stage.host(link));
    assert.match((await failureOf(stage, path)) ?? "", /is a symbolic link or no folder/);
    assert.deepEqual(readdirSync(stage.host("/outside")), []);
    assert.deepEqual(stage.inbox(), []);
  }
});

test("a symbolic link in the file's place is replaced and what it leads to is left alone", async () => {
  await using stage = startReminders();
  writeFileSync(stage.host("/outside/victim"), "precious");
  symlinkSync(stage.host("/outside/victim"), stage.host("/state/x.md"));
  assert.equal(await failureOf(stage, "/state/x.md"), undefined);
  assert.equal(readFileSync(stage.host("/outside/victim"), "utf8"), "precious");
  assert.ok(lstatSync(stage.host("/state/x.md")).isFile());
});

test("a hard link in the file's place is replaced and the other name keeps its content", async () => {
  await using stage = startReminders();
  writeFileSync(stage.host("/outside/victim"), "precious");
  linkSync(stage.host("/outside/victim"), stage.host("/state/x.md"));
  assert.equal(await failureOf(stage, "/state/x.md"), undefined);
  assert.equal(readFileSync(stage.host("/outside/victim"), "utf8"), "precious");
  assert.equal(readFileSync(stage.host("/state/x.md"), "utf8"), "secret plan");
});

test("a pipe in the file's place holds nobody up and is replaced", async () => {
  await using stage = startReminders();
  execFileSync("/usr/bin/mkfifo", [stage.host("/state/x.md")], { env: {} });
  assert.equal(await failureOf(stage, "/state/x.md"), undefined);
  assert.ok(lstatSync(stage.host("/state/x.md")).isFile());
});

test("a folder in the file's place, and a file in a folder's, are failures with their reason", async () => {
  await using stage = startReminders();
  mkdirSync(stage.host("/state/x.md"));
  assert.match((await failureOf(stage, "/state/x.md")) ?? "", /\/state\/x\.md cannot be written: a folder/);
  await stage.reminders.cancel("coder", 1);
  writeFileSync(stage.host("/state/plain"), "");
  const failure = (await failureOf(stage, "/state/plain/x.md")) ?? "";
  assert.match(failure, /symbolic link or no folder/);
  assert.doesNotMatch(failure, /proc|tmp/, "places of the host are not told");
});

test("a failure that is mended is made good at the next try", async () => {
  await using stage = startReminders();
  symlinkSync(stage.host("/outside"), stage.host("/state/sub"));
  assert.ok(await failureOf(stage, "/state/sub/x.md"));
  rmSync(stage.host("/state/sub"));
  await stage.pass(30_000);
  assert.deepEqual(stage.reminders.list(), []);
  assert.equal(readFileSync(stage.host("/state/sub/x.md"), "utf8"), "secret plan");
});

test("a crash between the file and the mark only writes the file again", async () => {
  let broken = false;
  await using stage = startReminders({ broken: () => broken });
  await stage.remind({ message: LONG });
  broken = true;
  await stage.pass(10_000);
  assert.equal(existsSync(stage.host("/state/reminders/1.md")), true);
  assert.deepEqual(stage.inbox(), []);
  stage.restart();
  broken = false;
  await stage.pass(5000);
  assert.equal(stage.inbox().length, 1);
  assert.deepEqual(readdirSync(stage.host("/state/reminders")), ["1.md"]);
});

test(
  "as root a file belongs to its agent, and no folder or file of another one is written",
  { skip: process.getuid?.() !== 0 },
  async () => {
    const uid = 300_007;
    let stageHost = (path: string) => path;
    await using stage = startReminders({ over: { homeOf: () => ({ hostOf: (root) => stageHost(root), uid }) } });
    stageHost = stage.host;
    chownSync(stage.host("/state"), uid, uid);
    chmodSync(stage.host("/shared"), 0o1777);
    mkdirSync(stage.host("/shared/foreign"), { mode: 0o755 });
    writeFileSync(stage.host("/shared/theirs.md"), "theirs");
    for (const filePath of ["/state/own/x.md", "/shared/x.md", "/shared/foreign/x.md", "/shared/theirs.md"])
      await stage.remind({ filePath });
    await stage.pass(10_000);
    for (const path of ["/state/own", "/state/own/x.md", "/shared/x.md"])
      assert.equal(statSync(stage.host(path)).uid, uid, path);
    assert.deepEqual(
      stage.reminders.list().map(({ file_path: path, failure }) => [path, failure?.includes("may not write there")]),
      [
        ["/shared/foreign/x.md", true],
        ["/shared/theirs.md", true],
      ],
    );
    assert.equal(readFileSync(stage.host("/shared/theirs.md"), "utf8"), "theirs");
    assert.equal(statSync(stage.host("/shared/foreign")).uid, 0);
  },
);
