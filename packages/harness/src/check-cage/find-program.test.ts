import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { findProgram } from "./find-program.ts";

async function openFolders() {
  const root = await mkdtemp(join(tmpdir(), "harness-programs-"));
  const [first, second] = [join(root, "first"), join(root, "second")];
  await mkdir(join(first, "folder"), { recursive: true });
  await mkdir(second);
  await writeFile(join(first, "plain"), "", { mode: 0o644 });
  for (const path of [join(first, "both"), join(second, "both"), join(second, "plain"), join(second, "folder")])
    await writeFile(path, "", { mode: 0o755 });
  return { first, second, path: `${first}::${second}`, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}

test("a name is found in the first folder that has a program of it", async () => {
  await using at = await openFolders();
  assert.deepEqual(await findProgram("both", at.path), { kind: "found", path: join(at.first, "both") });
});

test("a folder and a file without the right to execute do not hide a program of the same name", async () => {
  await using at = await openFolders();
  for (const name of ["plain", "folder"])
    assert.deepEqual(await findProgram(name, at.path), { kind: "found", path: join(at.second, name) });
});

test("a name with a slash is a path, whatever the search path has", async () => {
  await using at = await openFolders();
  const path = join(at.second, "both");
  assert.deepEqual(await findProgram(path, ""), { kind: "found", path });
  assert.deepEqual(await findProgram(relative(process.cwd(), path), ""), { kind: "found", path });
  assert.deepEqual(await findProgram("./both", at.path), { kind: "missing" });
});

test("what is no program is told apart from what is not there", async () => {
  await using at = await openFolders();
  assert.deepEqual(await findProgram("plain", at.first), { kind: "not_executable", path: join(at.first, "plain") });
  assert.deepEqual(await findProgram("folder", at.first), { kind: "missing" });
  assert.deepEqual(await findProgram("absent", at.path), { kind: "missing" });
  assert.deepEqual(await findProgram("sh", ""), { kind: "missing" });
});
