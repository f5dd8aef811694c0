import assert from "node:assert/strict";
import { test } from "node:test";
import { lockFile } from "./lock-file.ts";
import { makeTree } from "./test-support/make-tree.ts";

const lock = (packages: object) => ({ "package-lock.json": JSON.stringify({ packages }) });

test("packages without install scripts, and links into the workspace, pass", async () => {
  await using tree = await makeTree(
    lock({ "node_modules/a": { version: "1" }, "node_modules/b": { resolved: "packages/b", link: true } }),
  );
  assert.deepEqual(await lockFile.run(tree.root), []);
});

test("an install script is refused, unless its package is for another system only", async () => {
  await using tree = await makeTree(
    lock({
      "node_modules/a": { hasInstallScript: true },
      "node_modules/m": { hasInstallScript: true, os: ["darwin"] },
    }),
  );
  const [complaint, ...more] = await lockFile.run(tree.root);
  assert.match(complaint ?? "", /`node_modules\/a` needs an install script/);
  assert.deepEqual(more, []);
});

test("an address of a registry is refused", async () => {
  await using tree = await makeTree(lock({ "node_modules/a": { resolved: "https://mirror.example/a.tgz" } }));
  assert.match((await lockFile.run(tree.root)).join(), /tied to https:\/\/mirror\.example\/a\.tgz/);
});
