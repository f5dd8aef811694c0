import assert from "node:assert/strict";
import { test } from "node:test";
import { dependencyReasons } from "./dependency-reasons.ts";
import { makeTree } from "./test-support/make-tree.ts";

const manifest = (fields: object) => JSON.stringify(fields);

test("a line for each dependency, alone or in a group, passes", async () => {
  await using tree = await makeTree({
    "package.json": manifest({ devDependencies: { a: "1" }, optionalDependencies: { b: "1", c: "1" } }),
    "packages/x/package.json": manifest({ dependencies: { "@s/d": "1", "@hyperhive/wire": "1" } }),
    "docs/dependencies.md": "- `a`: why\n- `b`, `c`: why\n- `@s/d`: why\n",
  });
  assert.deepEqual(await dependencyReasons.run(tree.root), []);
});

test("a dependency without a line is named", async () => {
  await using tree = await makeTree({ "packages/x/package.json": manifest({ dependencies: { a: "1" } }) });
  assert.match((await dependencyReasons.run(tree.root)).join(), /`a`: reason", found none/);
});

test("a line without a reason does not count", async () => {
  await using tree = await makeTree({
    "package.json": manifest({ dependencies: { a: "1" } }),
    "docs/dependencies.md": "- `a`: \n",
  });
  assert.equal((await dependencyReasons.run(tree.root)).length, 1);
});

test("a line whose dependency is gone is named", async () => {
  await using tree = await makeTree({ "package.json": manifest({}), "docs/dependencies.md": "- `gone`: why\n" });
  assert.match((await dependencyReasons.run(tree.root)).join(), /`gone` has a line, but no package\.json/);
});
