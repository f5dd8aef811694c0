import assert from "node:assert/strict";
import { chmod, stat } from "node:fs/promises";
import { test } from "node:test";
import { makeFolder } from "./test-support/make-folder.ts";
import { tunDevice } from "./tun-device.mjs";

test("root opens a device that is closed", async () => {
  await using folder = await makeFolder();
  const path = await folder.write("tun", "");
  await chmod(path, 0o600);
  const device = tunDevice({ path, isRoot: true });
  assert.equal(device.isReady(), false);
  await device.makeReady();
  assert.equal((await stat(path)).mode & 0o777, 0o666);
  assert.equal(device.isReady(), true);
});

test("an ordinary user changes nothing and goes on", async () => {
  await using folder = await makeFolder();
  const path = await folder.write("tun", "");
  await chmod(path, 0o600);
  await tunDevice({ path, isRoot: false }).makeReady();
  assert.equal((await stat(path)).mode & 0o777, 0o600);
});

test("a missing device stops nothing and is not made", async () => {
  await using folder = await makeFolder();
  const path = `${folder.path}/tun`;
  await tunDevice({ path, isRoot: true }).makeReady();
  await assert.rejects(stat(path), { code: "ENOENT" });
});
