import assert from "node:assert/strict";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { suite, test } from "node:test";
import { allChecks } from "./all.ts";
import { makeTree } from "./test-support/make-tree.ts";

const settings = ["tsconfig.json", ".oxlintrc.json", ".oxfmtrc.json", "knip.json", ".gitignore"];
const manifest = '{ "name": "x", "type": "module", "workspaces": ["packages/*"] }\n';

/** Runs a check of the gate, with the settings of this house, over a tree that holds only these files. */
async function complaints(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const check = allChecks.find((candidate) => candidate.name === name);
  assert.ok(check, `no check is called ${name}`);
  const house = Object.fromEntries(
    await Promise.all(settings.map(async (file) => [file, await readFile(file, "utf8")])),
  );
  await using tree = await makeTree({ ...house, "package.json": manifest, ...files });
  await mkdir(join(tree.root, "node_modules"));
  await symlink(resolve("node_modules/@types"), join(tree.root, "node_modules/@types"));
  return (await check.run(tree.root)).join("\n");
}

suite("lint", () => {
  const refused = {
    "no-floating-promises": "async function f() {}\nf();\n",
    "no-misused-promises": "export const f = (g: () => Promise<boolean>) => (g() ? 1 : 2);\n",
    "no-explicit-any": "export const f = (x: any) => x;\n",
    "no-default-export": "export default 1;\n",
    "no-unused-vars": 'import { a } from "./b.ts";\n',
    "no-empty": "try {\n  JSON.parse('');\n} catch {}\n",
    "consistent-type-imports": 'import { T } from "./b.ts";\nexport const t: T = 1;\n',
    "switch-exhaustiveness-check":
      'export function f(x: "a" | "b") {\n  switch (x) {\n    case "a":\n      return 1;\n  }\n  return 2;\n}\n',
    "no-cycle": 'import { b } from "./cycle.ts";\nexport const a = () => b;\n',
  };
  const others = {
    "checks/b.ts": "export type T = number;\nexport const a = 1;\n",
    "checks/cycle.ts": 'import { a } from "./a.ts";\nexport const b = () => a;\n',
  };
  for (const [rule, text] of Object.entries(refused)) {
    test(`${rule} refuses`, async () => {
      assert.match(await complaints("lint", { ...others, "checks/a.ts": text }), new RegExp(`\\(${rule}\\)`));
    });
  }

  test("modules that import each other for types only are no cycle", async () => {
    const files = {
      "checks/a.ts": 'import type { B } from "./b.ts";\nexport type A = B[];\n',
      "checks/b.ts": 'import type { A } from "./a.ts";\nexport type B = A | number;\n',
    };
    assert.equal(await complaints("lint", files), "");
  });
});

test("a line out of format is refused", async () => {
  assert.match(await complaints("format", { "checks/a.ts": "export const a = 'single';\n" }), /checks\/a\.ts/);
});

test("a type error is refused, also in plain JavaScript", async () => {
  const files = { "checks/a.ts": "export const a: string = 1;\n", "scripts/b.mjs": "export const b = Number.nope;\n" };
  assert.match(await complaints("types", files), /checks\/a\.ts[^]*TS2322[^]*scripts\/b\.mjs[^]*TS2339/);
});

test("an unused export, an unused file and an unused dependency are refused", async () => {
  const found = await complaints("dead code", {
    "checks/main.ts": 'import { used } from "./a.ts";\nvoid used;\n',
    "checks/a.ts": "export const used = 1;\nexport const unused = 2;\n",
    "checks/alone.ts": "export const alone = 1;\n",
    "packages/y/package.json": '{ "name": "y", "exports": "./src/index.ts", "dependencies": { "left-pad": "1" } }\n',
    "packages/y/src/index.ts": "export const y = 1;\n",
  });
  assert.match(found, /checks\/alone\.ts/);
  assert.match(found, /^unused /m);
  assert.match(found, /left-pad/);
});

test("a generator that reports stale files is refused, and one that is missing too", async () => {
  assert.match(
    await complaints("generated files", { "scripts/generate-schemas.ts": 'console.log("stale");\nprocess.exit(1);\n' }),
    /stale/,
  );
  assert.match(await complaints("generated files", {}), /Cannot find module/);
});
