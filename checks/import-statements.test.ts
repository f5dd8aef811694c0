import assert from "node:assert/strict";
import { test } from "node:test";
import { importStatements } from "./import-statements.ts";

test("every way to import is found, with the line it ends on", () => {
  const text = [
    'import a from "a";',
    'import type { B } from "b";',
    "import {",
    "  c,",
    '} from "c";',
    'import "d";',
    'export * from "e";',
    'const f = await import("f");',
  ].join("\n");
  assert.deepEqual(
    importStatements(text).map(({ line, specifier }) => `${specifier}${line}`),
    ["a1", "b2", "c5", "d6", "e7", "f8"],
  );
});

test("an export that imports nothing is not taken for an import", () => {
  assert.deepEqual(importStatements('export const from = "x";\nexport function f() {}\nconst y = "import z";'), []);
});
