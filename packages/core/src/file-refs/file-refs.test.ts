import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { leastCpuMs } from "../cpu-time.test-support.ts";
import { makeTempFolder } from "../temp-folder.test-support.ts";
import { findFileRefs, type Mount } from "./file-refs.ts";
import { pathTokens } from "./path-tokens.ts";

/** A host on which an agent sees `state` and `shared`, and may not see `secret.txt`. */
function makeHost(): Disposable & { readonly root: string; readonly mounts: readonly Mount[] } {
  const folder = makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  for (const name of ["state", "shared", "config", "state/notes", "state/dir.d", "state/outer"]) mkdirSync(at(name));
  writeFileSync(at("state", "report.md"), "hello");
  writeFileSync(at("state", "notes", "plan.txt"), "");
  writeFileSync(at("shared", "data.csv"), "1,2");
  writeFileSync(at("config", "agent.yaml"), "{}");
  writeFileSync(at("secret.txt"), "secret");
  symlinkSync(at("secret.txt"), at("state", "link.txt"));
  symlinkSync(at("state", "report.md"), at("state", "inner.md"));
  symlinkSync(folder.path, at("state", "up"));
  const mounts = [
    { cage: "/state", host: at("state") },
    { cage: "/shared", host: at("shared") },
    { cage: "/state/outer", host: at("config") },
  ];
  return { root: folder.path, mounts, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

test("a path to a file in the sender's mounts comes with its place on the host and its size", () => {
  using host = makeHost();
  assert.deepEqual(findFileRefs("done, see /state/report.md and /shared/data.csv.", host.mounts), [
    { path: "/state/report.md", host_path: join(host.root, "state", "report.md"), size: 5 },
    { path: "/shared/data.csv", host_path: join(host.root, "shared", "data.csv"), size: 3 },
  ]);
});

test("the innermost mount is the one that counts", () => {
  using host = makeHost();
  assert.deepEqual(
    findFileRefs("/state/outer/agent.yaml", host.mounts).map((ref) => ref.host_path),
    [join(host.root, "config", "agent.yaml")],
  );
});

for (const [what, path] of [
  ["a link to a file outside", "/state/link.txt"],
  ["a link to a file inside", "/state/inner.md"],
  ["a path through a link to a folder", "/state/up/secret.txt"],
  ["a path with ..", "/state/../secret.txt"],
  ["a path with .. further on", "/state/notes/../../secret.txt"],
  ["a folder, whatever its name looks like", "/state/dir.d"],
  ["a file that is not there", "/state/missing.md"],
  ["a file below a file", "/state/report.md/x.md"],
  ["a name that is too long for a file", `/state/${"x".repeat(300)}.md`],
  ["a path outside every mount", "/etc/passwd.txt"],
  ["a folder whose name begins like a mount", "/state2/report.md"],
  ["the mount itself", "/state"],
  ["a relative path", "state/report.md"],
  ["a web address", "https://example.org/state/report.md"],
  ["a doubled slash", "/state//report.md"],
  ["a path with a NUL", "/state/report\0.md"],
] as const) {
  test(`${what} is no reference`, () => {
    using host = makeHost();
    assert.deepEqual(findFileRefs(`look at ${path} please`, host.mounts), []);
  });
}

for (const [text, expected] of [
  ["`/state/a.md`", ["/state/a.md"]],
  ['{"file":"/state/a.md"}', ["/state/a.md"]],
  ["[notes](/state/a.md)", ["/state/a.md"]],
  ["**/state/a.md**", ["/state/a.md"]],
  ["path=/state/a.md;", ["/state/a.md"]],
  ["(/state/a.md).", ["/state/a.md"]],
  ["is it /state/a.md?!", ["/state/a.md"]],
  ["/state/a.ts:12:3: error", ["/state/a.ts"]],
  ["/state/a.tar.gz\n/state/b-c_d@2.log", ["/state/a.tar.gz", "/state/b-c_d@2.log"]],
  ["/state/a.md /state/a.md", ["/state/a.md"]],
  ["/state/notes/", []],
  ["/state/notes", []],
  ["/state/.env", []],
  ["/state/x.", []],
  ["/", []],
  ["no path at all", []],
] as const) {
  test(`${JSON.stringify(text)} names ${expected.length === 0 ? "no file" : expected.join(" and ")}`, () => {
    assert.deepEqual(pathTokens(text), expected);
  });
}

test("a body gets at most 20 references, and at most 100 of its paths are looked up", () => {
  using host = makeHost();
  const names = Array.from({ length: 130 }, (_, n) => `f${n}.txt`);
  for (const name of names) writeFileSync(join(host.root, "shared", name), "");
  const paths = names.map((name) => `/shared/${name}`);
  assert.equal(findFileRefs(paths.join(" "), host.mounts).length, 20);
  const missing = Array.from({ length: 100 }, (_, n) => `/shared/missing${n}.txt`);
  assert.deepEqual(findFileRefs([...missing, "/shared/f1.txt"].join(" "), host.mounts), []);
});

for (const [what, body] of [
  ["dots", `/${".".repeat(65_000)}x`],
  ["colons", `/state/${":1".repeat(32_000)}x`],
  ["slashes", "/a".repeat(32_000)],
  ["paths", "/state/x.md ".repeat(5400)],
  ["tokens of the longest length", `/${"a.".repeat(2040)}! `.repeat(16)],
] as const) {
  test(`64 KiB of ${what} take no noticeable time`, async () => {
    const ms = await leastCpuMs(() => pathTokens(body));
    assert.ok(ms < 200, `${ms} ms`);
  });
}
