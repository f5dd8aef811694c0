import assert from "node:assert/strict";
import { test } from "node:test";
import { checkBuildCage, checkSpec } from "./check-spec.ts";
import type { CageMount, CageSpec } from "./runtime.ts";

const mount: CageMount = { source: "/srv/a", target: "/state", access: "rw" };
const spec: CageSpec = {
  cage: "h-ada",
  mounts: [mount],
  network: "none",
  env: {},
  argv: ["true"],
  cwd: "/",
  logFile: "/tmp/log",
};

const refused: readonly [string, Partial<CageSpec>, RegExp][] = [
  ["a name with a slash", { cage: "a/b" }, /`cage`.*`a\/b`/],
  ["a name like an option", { cage: "-a" }, /`cage`/],
  ["a relative source", { mounts: [{ ...mount, source: "a" }] }, /`mounts\[0\].source`/],
  ["a source with `..`", { mounts: [{ ...mount, source: "/srv/../etc" }] }, /`mounts\[0\].source`/],
  ["a mount over the root", { mounts: [{ ...mount, target: "/" }] }, /`mounts\[0\].target`/],
  ["a mount below /etc", { mounts: [{ ...mount, target: "/etc/passwd" }] }, /lie in \/etc/],
  ["two mounts at one place", { mounts: [mount, mount] }, /mounted once only/],
  ["a home in /usr", { env: { HOME: "/usr" } }, /`env.HOME`/],
  ["a variable with `=` in its name", { env: { "A=B": "" } }, /`env`.*`A=B`/],
  ["a NUL in a value", { env: { A: "\0" } }, /`env.A`.*NUL/],
  ["a program without a name", { argv: [""] }, /`argv`/],
  ["a relative directory", { cwd: "x" }, /`cwd`/],
  ["root as the account", { account: { uid: 0, gid: 5 } }, /`account`.*`0:5`/],
];

for (const [what, changes, message] of refused) {
  test(`${what} is refused`, () => {
    assert.throws(() => checkSpec({ ...spec, ...changes }), { code: "cage_start_failed", message });
  });
}

test("a sound spec passes", () => {
  assert.doesNotThrow(() => checkSpec({ ...spec, account: { uid: 5, gid: 5 } }));
});

test("a build is refused in a cage that could be an agent's", () => {
  for (const cage of ["h-b-ada", "hm1nd"])
    assert.throws(() => checkBuildCage(cage), { code: "cage_start_failed", message: /begin with `b-`/ });
  assert.doesNotThrow(() => checkBuildCage("b-ada"));
});
