import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { checkMount } from "./check-mount.ts";

const asRoot = process.getuid?.() === 0;

async function openPlace() {
  const root = await mkdtemp(join(tmpdir(), "harness-mounts-"));
  await mkdir(join(root, "open"));
  await mkdir(join(root, "closed"), { mode: 0o000 });
  await writeFile(join(root, "file"), "", { mode: 0o400 });
  return { at: (name: string) => join(root, name), [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}

const check = (target: string, access: "ro" | "rw") => checkMount({ source: "/srv/data", target, access });

test("a mount that keeps its promise is a fact", async () => {
  await using place = await openPlace();
  const target = place.at("open");
  assert.deepEqual(await check(target, "ro"), { kind: "fact", words: `mount ${target}: readable` });
  assert.deepEqual(await check(target, "rw"), { kind: "fact", words: `mount ${target}: readable and writable` });
});

test("a mount that is not there is a problem that names both ends", async () => {
  await using place = await openPlace();
  const { kind, words } = await check(place.at("absent"), "ro");
  assert.equal(kind, "problem");
  assert.match(words, /absent: it cannot be looked at; .*\/srv\/data/);
});

// Root may read and write everything: the system test of the trial cage shows it there.
test("a mount that cannot be read or written as promised is a problem", { skip: asRoot }, async () => {
  await using place = await openPlace();
  assert.match((await check(place.at("closed"), "ro")).words, /may not read it; .*\/srv\/data/);
  assert.match((await check(place.at("file"), "rw")).words, /may not write it; .*`access` to `ro`/);
});
