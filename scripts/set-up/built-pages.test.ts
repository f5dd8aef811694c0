import assert from "node:assert/strict";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { builtPages, hashOfSources } from "./built-pages.mjs";
import { makeFolder } from "./test-support/make-folder.ts";

async function makeSources() {
  const folder = await makeFolder();
  await folder.write("packages/web/src/page.tsx", "1");
  await folder.write("packages/wire/src/index.ts", "1");
  return folder;
}

const changed = [
  "packages/web/src/page.tsx",
  "packages/web/index.html",
  "packages/wire/src/index.ts",
  "package-lock.json",
];

for (const file of changed) {
  test(`a change of ${file} asks for a build`, async () => {
    await using folder = await makeSources();
    const before = hashOfSources(folder.path);
    await folder.write(file, "2");
    assert.notEqual(hashOfSources(folder.path), before);
  });
}

const indifferent = [
  "packages/web/dist/index.html",
  "packages/web/src/page.test.tsx",
  "packages/web/test/page.test.ts",
  "packages/web/node_modules/x/index.js",
  "packages/core/src/index.ts",
];

for (const file of indifferent) {
  test(`a change of ${file} asks for none`, async () => {
    await using folder = await makeSources();
    const before = hashOfSources(folder.path);
    await folder.write(file, "2");
    assert.equal(hashOfSources(folder.path), before);
  });
}

test("a source that moves asks for a build", async () => {
  await using folder = await makeSources();
  const before = hashOfSources(folder.path);
  await rename(join(folder.path, "packages/web/src/page.tsx"), join(folder.path, "packages/web/src/other.tsx"));
  assert.notEqual(hashOfSources(folder.path), before);
});

test("pages are ready when their stamp is that of the sources", async () => {
  await using folder = await makeSources();
  const pages = builtPages(folder.path);
  assert.equal(pages.isReady(), false);
  await folder.write("packages/web/dist/.sources", hashOfSources(folder.path));
  assert.equal(pages.isReady(), true);
  await folder.write("packages/web/src/page.tsx", "2");
  assert.equal(pages.isReady(), false);
});
