import assert from "node:assert/strict";
import { once } from "node:events";
import { statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { atEndOf } from "../at-end-of.test-support.ts";
import { adminGroup } from "./admin-group.ts";
import { listenOnSocket } from "./listen-on-socket.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";

test("a socket takes the place of the file that a dead core left, with the asked mode", async (t) => {
  const path = join(tempFolderOf(t), "a.sock");
  writeFileSync(path, "left over");
  const server = createServer((socket) => void socket.end("hi"));
  const before = process.umask();
  await listenOnSocket(server, { path, mode: 0o660 });
  atEndOf(t, () => server.close());
  assert.equal(statSync(path).mode & 0o777, 0o660);
  assert.equal(process.umask(), before);
  const [greeting] = (await once(connect(path), "data")) as [Buffer];
  assert.equal(greeting.toString(), "hi");
});

test("a root core gives an agent's socket to the agent's account", { skip: process.getuid?.() !== 0 }, async (t) => {
  const path = join(tempFolderOf(t), "a.sock");
  const server = createServer();
  await listenOnSocket(server, { path, mode: 0o600, uid: 300_007, gid: 300_007 });
  atEndOf(t, () => server.close());
  const { uid, gid, mode } = statSync(path);
  assert.deepEqual([uid, gid, mode & 0o777], [300_007, 300_007, 0o600]);
});

test("a path that the kernel cannot bind is refused in words", async (t) => {
  const path = join(tempFolderOf(t), "x".repeat(120));
  await assert.rejects(listenOnSocket(createServer(), { path, mode: 0o600 }), {
    code: "unsupported",
    message: /at most 107 bytes/,
  });
});

test("the admin group is found by its name only", { skip: process.getuid?.() !== 0 }, async (t) => {
  const groups = join(tempFolderOf(t), "group");
  writeFileSync(groups, "root:x:0:\nhive-admins:x:7:\nhive-admin:x:991:ada\n");
  assert.equal(await adminGroup(groups), 991);
  writeFileSync(groups, "root:x:0:\n");
  assert.equal(await adminGroup(groups), undefined);
});
