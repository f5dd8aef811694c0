import assert from "node:assert/strict";
import { test } from "node:test";
import { forbiddenWords } from "./forbidden-words.ts";
import { makeTree } from "./test-support/make-tree.ts";

const machinePath = ["", "work", "shared"].join("/");
const registry = ["registry", "npmjs", "org"].join(".");

test("an ordinary file passes, and so does a path below a variable", async () => {
  await using tree = await makeTree({ "a.md": "See docs/work/notes, `${root}/work/x` and /agents/work.\n" });
  assert.deepEqual(await forbiddenWords.run(tree.root), []);
});

test("a path of one machine is named with its file and line", async () => {
  await using tree = await makeTree({ "docs/a.md": `first\nsee ${machinePath}/DESIGN.md\n` });
  const [complaint, ...more] = await forbiddenWords.run(tree.root);
  assert.match(complaint ?? "", /^docs\/a\.md:2: names a path of one machine/);
  assert.deepEqual(more, []);
});

test("a registry host is refused", async () => {
  await using tree = await makeTree({ "package-lock.json": `{ "resolved": "https://${registry}/x" }\n` });
  assert.match((await forbiddenWords.run(tree.root)).join(), /the host of a package registry/);
});

test("the folder of the checkout itself is refused", async () => {
  await using tree = await makeTree({});
  await using other = await makeTree({ "a.sh": `cd ${tree.root}\n`, "b.sh": "cd\n" });
  assert.deepEqual(await forbiddenWords.run(other.root), []);
  await using self = await makeTree({ "a.sh": "cd\n" });
  const { writeFile } = await import("node:fs/promises");
  await writeFile(`${self.root}/a.sh`, `cd ${self.root}/x\n`);
  assert.match((await forbiddenWords.run(self.root)).join(), /^a\.sh:1: names the folder of this checkout/);
});
