import assert from "node:assert/strict";
import { test } from "node:test";
import { importDirection, whatIsWrong } from "./import-direction.ts";
import { makeTree } from "./test-support/make-tree.ts";

test("a tree whose imports run one way passes", async () => {
  await using tree = await makeTree({
    "packages/wire/src/index.ts": 'export { a } from "./a.ts";\n',
    "packages/core/src/index.ts": 'import { a } from "@hyperhive/wire";\n',
    "packages/cli/src/verbs/serve.ts": 'import { createCore } from "@hyperhive/core";\n',
    "packages/testkit/src/index.ts": 'import { createCore } from "@hyperhive/core";\n',
  });
  assert.deepEqual(await importDirection.run(tree.root), []);
});

test("an import against the direction is named with its file and line", async () => {
  await using tree = await makeTree({
    "packages/core/src/index.ts": '\nimport type { Turn } from "@hyperhive/harness";\n',
  });
  assert.deepEqual(await importDirection.run(tree.root), [
    "packages/core/src/index.ts:2: `core` may import wire, got `@hyperhive/harness`",
  ]);
});

test("files that git ignores are not looked at", async () => {
  await using tree = await makeTree({
    ".gitignore": "dist/\n",
    "packages/wire/dist/index.js": 'import "@hyperhive/core";\n',
  });
  assert.deepEqual(await importDirection.run(tree.root), []);
});

const refused = [
  ["packages/wire/src/a.ts", "@hyperhive/client"],
  ["packages/client/src/a.ts", "@hyperhive/core"],
  ["packages/core/src/a.ts", "@hyperhive/client"],
  ["packages/harness/src/a.ts", "@hyperhive/core"],
  ["packages/web/src/a.tsx", "@hyperhive/core"],
  ["packages/cli/src/verbs/status.ts", "@hyperhive/core"],
  ["packages/cli/src/preserve.ts", "@hyperhive/core"],
  ["packages/new/src/a.ts", "@hyperhive/wire"],
  ["packages/client/src/a.ts", "../../wire/src/names.ts"],
  ["packages/client/src/a.test.ts", "../../wire/src/names.ts"],
  ["checks/a.ts", "../packages/wire/src/names.ts"],
] as const;

for (const [path, specifier] of refused) {
  test(`${path} may not import ${specifier}`, () => assert.notEqual(whatIsWrong(path, specifier), undefined));
}

const allowed = [
  ["packages/client/src/a.ts", "@hyperhive/wire"],
  ["packages/core/src/a.test.ts", "@hyperhive/testkit"],
  ["packages/core/test/a.ts", "@hyperhive/testkit"],
  ["packages/core/src/deep/a.ts", "../b.ts"],
  ["packages/cli/src/serve/start.ts", "@hyperhive/core"],
  ["bench/main.ts", "@hyperhive/testkit"],
  ["packages/wire/src/a.ts", "zod"],
] as const;

for (const [path, specifier] of allowed) {
  test(`${path} may import ${specifier}`, () => assert.equal(whatIsWrong(path, specifier), undefined));
}
